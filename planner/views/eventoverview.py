"""The first page of an event: where it stands, what carries it on, what is missing, what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner import clock
from planner.checkup.readiness import Readiness
from planner.days import short_range
from planner.dossier import Dossier, Duty
from planner.drawing.phasebars import PhaseAxis, phase_axis
from planner.enums import EventStatus
from planner.models import Activity, Event, Revision
from planner.nouns import NOUNS, is_account
from planner.people import slots_of
from planner.people.board import tell_places
from planner.permissions import (
    Access,
    can_delete_event,
    can_read_rows,
    can_submit_event,
    can_take_steps,
    can_work_on_event,
)
from planner.places import place_of
from planner.queries.signups import offers_of
from planner.telling import UNKNOWN
from planner.views.eventpage import DRAFTED
from planner.views.factspage import FactList
from planner.views.papergaps import OfferedPapers
from planner.views.places import place_url
from planner.views.summarynote import NO_SUMMARY, SummaryNote, tell_summary
from planner.views.whodecides import WaitingNote

_MOST_DUTIES = 6
_STAGES = ("草拟", "审批", "发布", "进行", "总结", "归档")
# The stage that an event of a status is at; a cancelled one is at none.
_STAGE_OF = {
    EventStatus.DRAFT: "草拟",
    EventStatus.RETURNED: "草拟",
    EventStatus.SUBMITTED: "审批",
    EventStatus.APPROVED: "发布",
    EventStatus.PUBLISHED: "进行",
    EventStatus.ONGOING: "进行",
    EventStatus.ENDED: "总结",
    EventStatus.ARCHIVED: "归档",
}
_STEP_LABELS = {
    EventStatus.PUBLISHED: "发布",
    EventStatus.ONGOING: "开始",
    EventStatus.ENDED: "结束",
    EventStatus.ARCHIVED: "归档",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an event's life, with who or when it is; those before the present one are done."""

    label: str
    note: str
    is_done: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one button that carries the event on: to a page, or at once to the status that it `posts`.

    `before` is a status that could be taken at once, and that something is better done before.
    """

    label: str
    href: str
    posts: EventStatus | None = None
    before: EventStatus | None = None


@dataclass(frozen=True, slots=True)
class ListLink:
    """A noun whose rows stand on no tab, and the page that they have instead."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOverview:
    """All that the first page of an event shows below its head."""

    stages: tuple[Stage, ...]
    next_step: NextStep | None
    may_cancel: bool
    may_delete: bool
    lists: tuple[ListLink, ...]
    returned: Revision | None
    waiting: WaitingNote | None
    hours: str
    volunteers: str
    summary: SummaryNote
    ready: Readiness
    axis: PhaseAxis | None
    phase_names: str
    facts: FactList
    papers: OfferedPapers
    all_duties: tuple[Duty, ...]
    log: tuple[Activity, ...]

    @property
    def may_archive(self) -> bool:
        """Whether it can be archived although its summary is still to be written."""
        return self.next_step is not None and self.next_step.before is EventStatus.ARCHIVED

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The first of them."""
        return self.all_duties[:_MOST_DUTIES]

    @property
    def duty_count(self) -> int:
        """How many there are."""
        return len(self.all_duties)


def overview_page(
    event: Event,
    access: Access,
    dossier: Dossier,
    *,
    ready: Readiness,
    revision: Revision | None,
    waiting: WaitingNote | None,
    hours: str,
    volunteers: str,
    steps: Sequence[EventStatus],
    papers: OfferedPapers,
    log: Sequence[Activity],
) -> EventOverview:
    """The first page of an event; `steps` are those that its status allows, guests see nothing of the accounts."""
    summary = tell_summary(event, access)
    return EventOverview(
        stages=list_stages(event, revision, summary),
        next_step=find_next_step(event, access, steps, summary),
        may_cancel=can_work_on_event(access) and EventStatus.CANCELLED in steps,
        may_delete=can_delete_event(access),
        lists=list_nouns_without_tab(event, access),
        waiting=waiting,
        hours=hours,
        volunteers=volunteers,
        summary=summary,
        returned=revision if event.status is EventStatus.RETURNED and revision and revision.words else None,
        ready=ready,
        axis=phase_axis(dossier.phases, clock.today()),
        phase_names="、".join(phase.name for phase in dossier.phases),
        facts=FactList.of(dossier),
        papers=papers,
        all_duties=dossier.duties,
        log=tuple(entry for entry in log if not (access.is_guest and is_account(entry.where))),
    )


def tell_volunteers(event: Event, dossier: Dossier) -> str:
    """How volunteers stand in one line; empty for an event that asks for none. One statement at most."""
    slots = slots_of(dossier)
    if not slots:
        return ""
    return tell_places(offers_of(slots, event.id), clock.wall_now())


def list_nouns_without_tab(event: Event, access: Access) -> tuple[ListLink, ...]:
    """The pages of rows that no tab leads to, as far as this reader may see them."""
    return tuple(
        ListLink(noun.label, place_url(event.id, place_of(noun.name)))
        for noun in NOUNS.values()
        if not noun.tab and can_read_rows(noun)(access)
    )


def list_stages(event: Event, revision: Revision | None, summary: SummaryNote = NO_SUMMARY) -> tuple[Stage, ...]:
    """The stages of the event's life, from the first draft to the archive; once its summary is filed, only that."""
    here = _STAGE_OF.get(event.status, "")
    if summary.is_filed and event.status is EventStatus.ENDED:
        here = "归档"
    now = _STAGES.index(here) if here else 0
    days = short_range(event.starts_on, event.ends_on, clock.today().year) or UNKNOWN
    notes = {"草拟": event.owner.name, "审批": _submission(revision), "进行": days, "总结": summary.stage}
    return tuple(
        Stage(label, notes.get(label, ""), is_done=number < now, is_here=label == here)
        for number, label in enumerate(_STAGES)
    )


def _submission(revision: Revision | None) -> str:
    """第 2 版，待审; nothing for a version that was taken back."""
    if revision is None or revision.withdrawn_at:
        return ""
    return f"第 {revision.number} 版，{revision.decision.label if revision.decision else '待审'}"


def find_next_step(
    event: Event, access: Access, steps: Sequence[EventStatus], summary: SummaryNote = NO_SUMMARY
) -> NextStep | None:
    """What this reader would do next with the event; None where it is not theirs to do.

    An event that is over is summed up before it is archived; who archives it all the same finds that under 更多.
    """
    if event.status in DRAFTED and can_submit_event(access):
        return NextStep("提交审批", url_for("approvals.submit", event_id=event.id))
    if event.status is EventStatus.SUBMITTED and not access.is_guest:
        return NextStep("看审批页", url_for("approvals.decide", event_id=event.id))
    to = next((step for step in steps if step in _STEP_LABELS), None)
    if to is None or not can_take_steps(access):
        return None
    if to is EventStatus.ARCHIVED and not summary.is_filed:
        return NextStep("写总结", url_for("summary.show", event_id=event.id), before=to)
    return NextStep(_STEP_LABELS[to], url_for("events.advance", event_id=event.id), posts=to)
