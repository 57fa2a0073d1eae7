"""What the approval pages show: the lines of a queue, and the brief of an event."""

from collections.abc import Sequence
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
from planner.enums import Decision, EventStatus, GroupSide, Matter, ReviewSubject
from planner.models import Event, Revision, SummaryRevision, User
from planner.paging import MOST_WAITING, Count
from planner.papers.masks import mask_dossier, mask_snapshot
from planner.permissions import Access, can_see_phones, can_work_on_event
from planner.queries.bars import bars_of
from planner.queries.checkup import read_context
from planner.queries.deciders import right_to_plan, waiting_plans
from planner.queries.reviews import latest_review, review_in_force
from planner.queries.rows import read_rows_of
from planner.services.bars import tell_bar
from planner.telling import join_few
from planner.unitpermissions import can_decide
from planner.views.takebackpage import TakeBack, offer_take_back
from planner.views.whodecides import WhoDecides, tell_stand_in, who_decides_now

_MOST_LEADERS = 3
_MOST_STOPS = 4


class QueueEntry(NamedTuple):
    """A submission in a queue; `waits_for` says who decides it."""

    event: Event
    revision: Revision
    total: Total
    waited: str
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class FiledSummaries:
    """Summaries that were filed and that I may send back; only the first are `shown`."""

    shown: tuple[tuple[Event, SummaryRevision], ...]
    count: Count

    @property
    def has_more(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.shown)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits for me, what of mine waits, what I decided lately, and the summaries that there are to read."""

    waiting: tuple[QueueEntry, ...]
    count: Count
    mine: tuple[QueueEntry, ...]
    decided: tuple[tuple[Event, Revision], ...]
    summaries: FiledSummaries


def list_summaries(pairs: Sequence[tuple[Event, SummaryRevision]], most: int = MOST_WAITING) -> FiledSummaries:
    """What there is to read, the first of it to be shown."""
    return FiledSummaries(tuple(pairs[:most]), Count.waiting(len(pairs)))


def list_entries(pairs: Sequence[tuple[Event, Revision]]) -> tuple[QueueEntry, ...]:
    """The submissions with how much they cost; one statement for all budgets."""
    lines = read_rows_of("budget", [event.id for event, _ in pairs]) if pairs else {}
    return tuple(QueueEntry(e, r, Budget(lines[e.id]).total, waited_since(r.submitted_at)) for e, r in pairs)


def list_mine(pairs: Sequence[tuple[Event, Revision]]) -> tuple[QueueEntry, ...]:
    """What I handed in, with who decides it."""
    waiting = waiting_plans(event.id for event, _ in pairs)
    return tuple(entry._replace(waits_for=waiting[entry.event.id].label) for entry in list_entries(pairs))


def waited_since(moment: datetime) -> str:
    """How many days somebody has been waiting; nothing on the first."""
    days = (clock.today() - clock.local(moment).date()).days
    return f"已等 {days} 天" if days > 0 else ""


@dataclass(frozen=True)
class Brief:
    """A submission as an approver takes it in within half a minute."""

    revision: Revision
    dossier: Dossier
    budget: Budget
    ready: Readiness
    essentials: tuple[SafetyCheck, ...]
    change: PlanComparison | None
    former: int
    waits: bool
    who: WhoDecides
    why_not: str
    stand_in: str
    may_decide: bool
    may_withdraw: bool
    take_back: TakeBack | None
    sees_phones: bool
    money: str

    @classmethod
    def of(cls, event: Event, revision: Revision, former: Revision | None, access: Access, user: User) -> "Brief":
        """The brief of the newest revision; `former` is the one before it."""
        kept = from_json(revision.dossier)
        # While it waits it is the plan as it stands, and whoever decides may call the person in charge.
        dossier = (mask_dossier if event.status == EventStatus.SUBMITTED else mask_snapshot)(kept, access)
        before = mask_snapshot(from_json(former.dossier), access) if former else None
        unit = revision.approving_organisation_id
        waits = event.status == EventStatus.SUBMITTED
        bars = bars_of(event, revision)
        role, stand_in = right_to_plan(user, unit)
        may_decide = waits and can_decide(role, is_barred=user.id in bars)
        return cls(
            revision=revision,
            dossier=dossier,
            budget=dossier.full_budget,
            ready=readiness(read_context(event, dossier)),
            essentials=tuple(c for c in dossier.safety if c.required),
            change=compare_dossiers(before, mask_snapshot(kept, access)) if before else None,
            former=former.number if former else 0,
            waits=waits,
            who=who_decides_now(unit, bars),
            why_not=tell_bar(bars[user.id], Matter.PLAN) if user.id in bars else "",
            stand_in=tell_stand_in(stand_in) if may_decide else "",
            may_decide=may_decide,
            may_withdraw=waits and can_work_on_event(access),
            take_back=offer_take_back(event, revision, user),
            sees_phones=can_see_phones(access),
            money=finance_word(event, dossier),
        )

    @property
    def waited(self) -> str:
        """For how many days it has been waiting."""
        return waited_since(self.revision.submitted_at)

    @property
    def is_agreed(self) -> bool:
        """Whether its approver agreed."""
        return self.revision.decision is Decision.AGREE

    @property
    def place(self) -> str:
        """Where it takes place: as the facts say, else its stops."""
        return self.dossier.facts.place or "、".join(stop.name for stop in self.dossier.stops)

    @property
    def route(self) -> str:
        """3 处：展览馆、气象站、营地, where the facts name the whole and the stops the parts."""
        stops = [stop.name for stop in self.dossier.stops]
        return f"{len(stops)} 处：{join_few(stops, _MOST_STOPS)}" if stops and self.dossier.facts.place else ""

    @property
    def heads_note(self) -> str:
        """参加 30 人，随队 4 人，师生比 1:7.5: what of it is known."""
        children, staff = (self.dossier.head_count(side) for side in (GroupSide.CHILD, GroupSide.STAFF))
        parts = (
            f"参加 {children} 人" if children is not None else "",
            f"随队 {staff} 人" if staff is not None else "",
            f"师生比 {format_ratio(children, staff)}" if children and staff else "",
        )
        return "，".join(part for part in parts if part)

    @property
    def leaders(self) -> tuple[Duty, ...]:
        """Who answers for the event, then who is with the participants on the way: whom an approver would call."""
        return (leaders(self.dossier) + guides(self.dossier))[:_MOST_LEADERS]

    @property
    def total(self) -> Total:
        """The sum of the budget."""
        return self.budget.total

    @property
    def cost_hole(self) -> str:
        """How many amounts of the budget are not known yet."""
        return f"另有 {self.total.unknown} 项待定" if self.total.unknown else ""

    @property
    def cost_note(self) -> str:
        """人均 ¥607.59，财务已通过: what helps to read the sum."""
        per_head = None if self.cost_hole else self.budget.per_head(self.dossier.heads)
        parts = (
            "" if self.dossier.budget else "没有预算",
            f"人均 {per_head.known.format()}" if per_head and self.dossier.budget else "",
            self.money,
        )
        return "，".join(part for part in parts if part)

    @property
    def open_title(self) -> str:
        """How much the plan leaves open."""
        return f"还没定的 {len(self.ready.open)} 处" if self.ready.open else "没有未定的事"

    @property
    def days(self) -> str:
        """3 天 2 晚, 1 天, or nothing while a day is unknown."""
        nights = self.dossier.nights
        return "" if nights is None else f"{nights + 1} 天" + (f" {nights} 晚" if self.dossier.nights_away else "")

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
            counts.append((rows.label, count, rows.measure))
        return [f"{label} {count} {measure}" for label, count, measure in counts if count]


def format_ratio(children: int, staff: int) -> str:
    """How many children there are for each of the staff, to a tenth: 1:7.5."""
    tenths = (20 * children + staff) // (2 * staff)
    return f"1:{tenths // 10}.{tenths % 10}".removesuffix(".0")


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
