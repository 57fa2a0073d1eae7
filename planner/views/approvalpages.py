"""What the approval pages show: lines of the queue, the brief of an event, versions side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from budgets import Budget, Total
from planner import clock
from planner.checkup import readiness
from planner.checkup.readiness import Readiness
from planner.dossier import Dossier, Duty, SafetyCheck, from_json
from planner.dossier.comparison import PlanComparison, compare_dossiers
from planner.dossier.leading import guides, leaders
from planner.dossier.textdiff import Piece
from planner.enums import EventStatus, GroupSide, ReviewSubject
from planner.errors import NotFound
from planner.models import Event, Revision, User
from planner.nouns import NOUNS
from planner.numerals import read_number
from planner.papers.masks import mask_dossier
from planner.permissions import Access, can_decide
from planner.queries.approvals import approvers_of, find_revision
from planner.queries.checkup import read_context
from planner.queries.dossier import read_dossier
from planner.queries.organisations import organisation_name
from planner.queries.reviews import latest_review, review_in_force
from planner.queries.rows import read_rows_of

_LONG_SAME, _KEPT_ENDS = 120, 36
_MOST_LEADERS = 3


class QueueEntry(NamedTuple):
    """A submission in a queue."""

    event: Event
    revision: Revision
    total: Total
    waited: str


def entries(pairs: Sequence[tuple[Event, Revision]]) -> list[QueueEntry]:
    """The submissions with how much they cost; one statement for all budgets."""
    lines = read_rows_of("budget", [event.id for event, _ in pairs]) if pairs else {}
    return [QueueEntry(e, r, Budget(lines[e.id]).total, waited_since(r.submitted_at)) for e, r in pairs]


def waited_since(moment: datetime) -> str:
    """How many days somebody has been waiting; nothing on the first."""
    days = (clock.today() - clock.local(moment).date()).days
    return f"已等 {days} 天" if days > 0 else ""


@dataclass(frozen=True)
class Brief:
    """A submission as an approver takes it in within half a minute."""

    revision: Revision
    dossier: Dossier
    ready: Readiness
    essentials: tuple[SafetyCheck, ...]
    change: PlanComparison | None
    former: int
    waits: bool
    is_own: bool
    may_decide: bool
    unit: str
    approvers: list[str]
    money: str

    @classmethod
    def of(cls, event: Event, revision: Revision, former: Revision | None, access: Access, user: User) -> "Brief":
        """The brief of the newest revision; `former` is the one before it."""
        dossier = mask_dossier(from_json(revision.dossier), access)
        before = mask_dossier(from_json(former.dossier), access) if former else None
        is_own = revision.submitted_by_id == user.id
        unit = revision.approving_organisation_id
        waits = event.status == EventStatus.SUBMITTED
        return cls(
            revision=revision,
            dossier=dossier,
            ready=readiness(read_context(event, dossier)),
            essentials=tuple(c for c in dossier.safety if c.required),
            change=compare_dossiers(before, dossier) if before else None,
            former=former.number if former else 0,
            waits=waits,
            is_own=is_own,
            may_decide=waits and can_decide(user.roles.get(unit), is_submitter=is_own),
            unit=organisation_name(unit),
            approvers=[u.name for u in approvers_of(unit, but=revision.submitted_by_id)],
            money=finance_word(event, dossier),
        )

    @property
    def children(self) -> int | None:
        """Persons on the side of the participants."""
        return self.dossier.head_count(GroupSide.CHILD)

    @property
    def staff(self) -> int | None:
        """Persons who look after them."""
        return self.dossier.head_count(GroupSide.STAFF)

    @property
    def leaders(self) -> tuple[Duty, ...]:
        """Who answers for the event, then who is with the participants on the way: whom an approver would call."""
        return (leaders(self.dossier) + guides(self.dossier))[:_MOST_LEADERS]

    @property
    def ratio(self) -> str:
        """1:7.5, or nothing while one side is unknown."""
        return f"1:{self.children / self.staff:.1f}".removesuffix(".0") if self.children and self.staff else ""

    @property
    def per_head(self) -> Total | None:
        """The budget for each person."""
        return self.dossier.full_budget.per_head(self.dossier.heads)

    @property
    def days(self) -> str:
        """3 天 2 晚, 1 天, or nothing while a day is unknown."""
        nights = self.dossier.nights
        return "" if nights is None else f"{nights + 1} 天 {nights} 晚" if 0 < nights < 15 else f"{nights + 1} 天"

    @property
    def changed_parts(self) -> list[str]:
        """要点 2 处, 日程 1 项: where something changed, beyond what is material."""
        if self.change is None:
            return []
        sections = self.change.sections
        texts = len(
            {s.key for group in (sections.added, sections.removed, sections.renamed, sections.changed) for s in group}
        )
        counts = [("要点", len(self.change.facts), "处"), ("方案章节", texts, "节")]
        for rows in self.change.rows:
            count = len(rows.added) + len(rows.removed) + len(rows.changed)
            counts.append((rows.label, count, NOUNS[rows.name].measure))
        return [f"{label} {count} {measure}" for label, count, measure in counts if count]


def finance_word(event: Event, dossier: Dossier) -> str:
    """How far finance has come with the budget of this version."""
    if not dossier.budget:
        return ""
    held = review_in_force(event.id)
    if held is not None:
        return "财务已通过" if from_json(held.snapshot).budget == dossier.budget else "财务通过以后改过"
    newest = latest_review(event.id, ReviewSubject.BUDGET)
    if newest is None or newest.withdrawn_at:
        return "还没送财务审核"
    return "正在财务审核" if newest.waits else "财务已退回"


def version_of(event: Event, access: Access, text: str) -> Dossier:
    """The dossier of the version of that number, 0 for the event as it stands; raises NotFound for any other text."""
    number = read_number(text, most_digits=6)
    if number == 0:
        return mask_dossier(read_dossier(event), access)
    revision = find_revision(event.id, number) if number else None
    if revision is None:
        raise NotFound(f"没有“第 {text[:10]} 版”，到历次版本里选两版来比。" if text else "选两个版本来比。")
    return mask_dossier(from_json(revision.dossier), access)


def unchanged_parts(old: Dossier, new: Dossier) -> list[str]:
    """The nouns that have rows and say the same in both versions."""
    return [NOUNS[name].label for name, rows in new.all_rows() if rows and old.rows(name) == rows]


def folded(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with long stretches that stayed cut to their ends."""
    return [Piece(p.mark, _cut(p.text)) if p.mark == "same" else p for p in pieces]


def _cut(text: str) -> str:
    if len(text) <= _LONG_SAME:
        return text
    left_out = len(text) - 2 * _KEPT_ENDS
    return f"{text[:_KEPT_ENDS]} ……（中间 {left_out} 字没变）…… {text[-_KEPT_ENDS:]}"
