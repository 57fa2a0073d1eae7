"""The dossier: a whole event as plain, frozen data. Everything that looks at a whole event takes one."""

import json
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal

from budgets import Budget, Line
from planner.codec import from_plain, to_plain
from planner.days import Day, day_order, days_between, hours_label, range_label
from planner.enums import EventStatus, GroupSide, ItemKind, PartyRole, SafetyPhase, SectionSource

UNKNOWN = "待定"


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the first lines of every paper. None and "" mean: not known yet."""

    title: str = ""
    kind: str = "blank"
    status: EventStatus = EventStatus.DRAFT
    theme: str = ""
    starts_on: Day | None = None
    ends_on: Day | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    transport: str = ""
    stated_total: int | None = None
    organisation: str = ""
    owner: str = ""
    signed_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the plan; `source` says which records are printed below its text."""

    key: str
    heading: str
    source: SectionSource = SectionSource.TEXT
    text: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that takes part."""

    key: str
    role: PartyRole = PartyRole.HOST
    name: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of days with an owner, e.g. 准备阶段."""

    key: str
    name: str
    starts_on: Day | None = None
    ends_on: Day | None = None
    owner: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the event, in travelling order."""

    key: str
    name: str
    address: str = ""
    free_entry: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many persons of one group take part; `count` None is not known yet."""

    key: str
    group: str
    count: int | None = None
    side: GroupSide = GroupSide.CHILD
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A person with a role and a task; an empty name is a post still to be filled."""

    key: str
    role: str
    name: str = ""
    organisation: str = ""
    phone: str = ""
    workgroup: str = ""
    task: str = ""
    due_on: Day | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleItem:
    """One line of the schedule. `duties` holds the keys of the responsible duties."""

    key: str
    title: str
    day: Day | None = None
    start: time | None = None
    end: time | None = None
    detail: str = ""
    place: str = ""
    kind: ItemKind = ItemKind.STUDY
    duties: tuple[str, ...] = ()

    @property
    def hours(self) -> str:
        """09:00—10:45, or what is known of it."""
        return hours_label(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call who holds no duty: hospital, police station, driver, partner."""

    key: str
    name: str
    role: str = ""
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """A thing to bring or buy; quantity None prints as `loose` (若干) or 待定."""

    key: str
    name: str
    spec: str = ""
    quantity: Decimal | None = None
    loose: bool = False
    unit: str = ""
    duty: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SafetyCheck:
    """One line of the safety list; `required` ones must be done before the event starts."""

    key: str
    item: str
    role: str = ""
    phase: SafetyPhase = SafetyPhase.BEFORE
    required: bool = False
    done_by: str = ""
    done_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to the plan, in the order of the attachment list."""

    key: str
    name: str
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole event. Row tuples are in the order that their pages show."""

    facts: Facts = field(default_factory=Facts)
    sections: tuple[Section, ...] = ()
    parties: tuple[Party, ...] = ()
    phases: tuple[Phase, ...] = ()
    stops: tuple[Stop, ...] = ()
    head_counts: tuple[HeadCount, ...] = ()
    duties: tuple[Duty, ...] = ()
    schedule: tuple[ScheduleItem, ...] = ()
    contacts: tuple[Contact, ...] = ()
    supplies: tuple[Supply, ...] = ()
    budget: tuple[Line, ...] = ()
    safety: tuple[SafetyCheck, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def counted_total(self) -> int:
        """The sum of the known head counts."""
        return sum(h.count or 0 for h in self.head_counts)

    @property
    def heads(self) -> int | None:
        """The number of persons to plan for: counted where groups are given, else stated, else unknown."""
        if any(h.count is not None for h in self.head_counts):
            return self.counted_total
        return self.facts.stated_total

    @property
    def nights(self) -> int | None:
        """Nights between first and last day; None while a day is unknown."""
        if self.facts.starts_on is None or self.facts.ends_on is None:
            return None
        return max(days_between(self.facts.starts_on, self.facts.ends_on), 0)

    @property
    def full_budget(self) -> Budget:
        """The lines with the arithmetic of `budgets`."""
        return Budget(self.budget)

    def head_count(self, side: GroupSide) -> int | None:
        """Persons on that side; None when no group of it has a number."""
        counts = [h.count for h in self.head_counts if h.side == side and h.count is not None]
        return sum(counts) if counts else None

    def duty(self, key: str) -> Duty | None:
        """The duty of that key, if it is still there."""
        return next((d for d in self.duties if d.key == key), None)

    def duty_names(self, item: ScheduleItem) -> tuple[str, ...]:
        """Who is responsible for an item: names, or roles where the post is still empty."""
        found = (self.duty(key) for key in item.duties)
        return tuple(d.name or d.role for d in found if d is not None)

    def party_names(self, role: PartyRole) -> tuple[str, ...]:
        """The organisations that play that part."""
        return tuple(p.name for p in self.parties if p.role == role and p.name)

    def dates_label(self, this_year: int | None = None) -> str:
        """8月9日（周日）—8月11日（周二） 08:30—17:40, or "" when no day is known."""
        days = range_label(self.facts.starts_on, self.facts.ends_on, this_year)
        hours = hours_label(self.facts.starts_at, self.facts.ends_at)
        return f"{days} {hours}".strip()

    def days(self) -> tuple[Day, ...]:
        """Every day that the schedule names, in order."""
        named = {item.day for item in self.schedule if item.day is not None}
        return tuple(sorted(named, key=lambda d: day_order(d, self.facts.starts_on)))

    def schedule_by_day(self) -> tuple[tuple[Day | None, tuple[ScheduleItem, ...]], ...]:
        """The schedule in day order and by start within a day; items without a day come last."""
        days: list[Day | None] = [*self.days()]
        if any(item.day is None for item in self.schedule):
            days.append(None)
        return tuple((day, self._items_of(day)) for day in days)

    def _items_of(self, day: Day | None) -> tuple[ScheduleItem, ...]:
        """Timed items by start; an untimed one keeps its place behind the item above it.

        Without a day they stay in row order: they may belong to different days.
        """
        if day is None:
            return tuple(item for item in self.schedule if item.day is None)
        last = time.min
        keyed: list[tuple[time, int, ScheduleItem]] = []
        for item in self.schedule:
            if item.day == day:
                last = item.start or last
                keyed.append((last, len(keyed), item))
        return tuple(item for _, _, item in sorted(keyed, key=lambda k: k[:2]))


ROW_TYPES: dict[str, type] = {
    "sections": Section,
    "parties": Party,
    "phases": Phase,
    "stops": Stop,
    "head_counts": HeadCount,
    "duties": Duty,
    "schedule": ScheduleItem,
    "contacts": Contact,
    "supplies": Supply,
    "budget": Line,
    "safety": SafetyCheck,
    "attachments": Attachment,
}


def to_json(dossier: Dossier) -> str:
    """The dossier as JSON text; the same dossier always gives the same text."""
    return json.dumps(to_plain(dossier), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Dossier:
    """Read what `to_json` wrote; unknown names are ignored, so that old revisions stay readable."""
    loaded: Dossier = from_plain(Dossier, json.loads(text))
    return loaded
