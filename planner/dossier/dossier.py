"""The dossier: a whole event as plain, frozen data. Everything that looks at a whole event takes one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from budgets import Budget, Line, Source
from planner.days import Day, day_order, days_between, hours_label, range_label
from planner.dossier.codec import from_plain, to_plain
from planner.dossier.rows import (
    Attachment,
    Contact,
    Duty,
    FundingSource,
    HeadCount,
    Party,
    Phase,
    Post,
    SafetyCheck,
    ScheduleItem,
    Section,
    Shift,
    SignUpQuestion,
    Stop,
    Supply,
)
from planner.dossier.statedtotal import find_stated_total
from planner.enums import EventStatus, GroupSide, ItemKind, PartyRole, SafetyPhase
from planner.nouns import Aggregate, nouns_of, row_types

_AWAY_WITHIN = 14


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
class Dossier:
    """A whole event. Row tuples are in the order that their pages show.

    Every noun that code asks for by name has a field; `more` holds the rows of all others, by noun, as far as there
    are any.
    """

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
    funding: tuple[FundingSource, ...] = ()
    safety: tuple[SafetyCheck, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    posts: tuple[Post, ...] = ()
    shifts: tuple[Shift, ...] = ()
    questions: tuple[SignUpQuestion, ...] = ()
    more: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, rows: Mapping[str, tuple[Any, ...]]) -> "Dossier":
        """The dossier of these facts and rows by noun."""
        own = {name: rows[name] for name in cls.__dataclass_fields__ if name in rows}
        more = {name: found for name, found in rows.items() if found and name not in own}
        return cls(facts, **own, more=more)

    def rows(self, noun: str) -> tuple[Any, ...]:
        """The rows of a noun of the plan."""
        return self.more.get(noun, ()) if noun not in self.__dataclass_fields__ else getattr(self, noun)

    def all_rows(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The name and the rows of every noun of the plan, in the order of the nouns."""
        return ((noun.name, self.rows(noun.name)) for noun in nouns_of(Aggregate.PLAN))

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
    def count_note(self) -> str:
        """What to say of head counts that don't add up to the stated total; nothing where they do."""
        stated = self.facts.stated_total
        if stated is None or not self.head_counts or stated == self.counted_total:
            return ""
        return f"写的是 {stated} 人，各组加起来 {self.counted_total} 人"

    @property
    def needs_vehicle(self) -> bool:
        """Whether people are moved: a bus ride in the schedule, or a route."""
        return len(self.stops) > 1 or any(item.kind is ItemKind.BUS for item in self.schedule)

    @property
    def nights(self) -> int | None:
        """Nights between first and last day; None while a day is unknown."""
        if self.facts.starts_on is None or self.facts.ends_on is None:
            return None
        return max(days_between(self.facts.starts_on, self.facts.ends_on), 0)

    @property
    def nights_away(self) -> int | None:
        """Nights that people do not sleep at home; None while a day is unknown.

        None as well for a longer event, such as a winter of home visits: people go home in between, and its days say
        nothing of meals and beds.
        """
        return self.nights if self.nights is not None and self.nights <= _AWAY_WITHIN else None

    @property
    def full_budget(self) -> Budget:
        """Lines and sources with the arithmetic of `budgets`, and the total that the plan's text states."""
        total, words = find_stated_total(self.sections)
        sources = tuple(Source(f.name, f.amount) for f in self.funding)
        return Budget(self.budget, sources, stated_total=total, stated_words=words)

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
        return tuple(duty.holder for duty in found if duty is not None)

    def names_by_item(self) -> dict[str, tuple[str, ...]]:
        """The `duty_names` of all items by their keys; one reading of the duties serves them all."""
        holders = {duty.key: duty.holder for duty in self.duties}
        return {item.key: tuple(holders[key] for key in item.duties if key in holders) for item in self.schedule}

    def party_names(self, role: PartyRole) -> tuple[str, ...]:
        """The organisations that play that part."""
        return tuple(p.name for p in self.parties if p.role == role and p.name)

    def names_by_party_role(self) -> tuple[tuple[PartyRole, tuple[str, ...]], ...]:
        """The organisations by the part they play, in the order of papers; parts that nobody plays are left out."""
        named = ((role, self.party_names(role)) for role in PartyRole)
        return tuple((role, names) for role, names in named if names)

    def safety_by_phase(self) -> tuple[tuple[SafetyPhase, tuple[SafetyCheck, ...]], ...]:
        """The safety list by when a check is due; phases without one are left out."""
        checks = ((phase, tuple(check for check in self.safety if check.phase is phase)) for phase in SafetyPhase)
        return tuple((phase, due) for phase, due in checks if due)

    def dates_label(self, this_year: int | None = None) -> str:
        """8月9日（周日）—8月11日（周二） 08:30—17:40, or "" when no day is known."""
        days = range_label(self.facts.starts_on, self.facts.ends_on, this_year)
        hours = hours_label(self.facts.starts_at, self.facts.ends_at)
        return f"{days} {hours}".strip()

    def days_label(self, this_year: int | None = None) -> str:
        """As `dates_label`, but of several days without hours: the first begins and the last ends by them, no other."""
        if not self.facts.ends_on or self.facts.ends_on == self.facts.starts_on:
            return self.dates_label(this_year)
        return range_label(self.facts.starts_on, self.facts.ends_on, this_year)

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


def to_json(dossier: Dossier) -> str:
    """The dossier as JSON text; the same dossier always gives the same text."""
    plain = {"facts": to_plain(dossier.facts), **{name: to_plain(rows) for name, rows in dossier.all_rows()}}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Dossier:
    """Read what `to_json` wrote; unknown names are ignored, so that old revisions stay readable."""
    return dossier_from_plain(json.loads(text))


def dossier_from_plain(data: Mapping[str, Any]) -> Dossier:
    """The dossier of facts and rows in the form of `to_plain`, by noun."""
    rows = {
        name: tuple(from_plain(cls, row) for row in data.get(name, ()))
        for name, cls in row_types(Aggregate.PLAN).items()
    }
    return Dossier.of(from_plain(Facts, data["facts"]), rows)
