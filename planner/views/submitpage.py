"""What the page of handing in shows: what is still open, who will read it, which version it will be."""

from dataclasses import dataclass

from planner.checkup import readiness
from planner.checkup.readiness import Readiness
from planner.enums import EventStatus
from planner.models import Event, Revision, User
from planner.queries.approvals import latest_revision
from planner.queries.checkup import read_context
from planner.queries.dossier import read_dossier
from planner.services.approvals import SUBMITTABLE
from planner.views.whodecides import WhoDecides, who_decides_next


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPage:
    """An event before it is handed in; `before` is its newest version."""

    status: EventStatus
    ready: Readiness
    before: Revision | None
    who: WhoDecides

    @property
    def may_submit_now(self) -> bool:
        """Whether its status lets it be handed in."""
        return self.status in SUBMITTABLE

    @property
    def title(self) -> str:
        """What stands between the draft and its approver."""
        return self.ready.title if self.ready.open else "都齐了，可以提交"

    @property
    def heading(self) -> str:
        """Which version it will be."""
        return f"再次提交第 {self.before.number + 1} 版" if self.before else "提交第 1 版"

    @property
    def sent_back(self) -> Revision | None:
        """The version that came back with words that are to be answered."""
        is_answered = self.before is not None and bool(self.before.words)
        return self.before if is_answered and self.status == EventStatus.RETURNED else None


def submit_page(event: Event, user: User) -> SubmitPage:
    """The page of an event for who is about to hand it in."""
    return SubmitPage(
        status=event.status,
        ready=readiness(read_context(event, read_dossier(event))),
        before=latest_revision(event.id),
        who=who_decides_next(event, user),
    )
