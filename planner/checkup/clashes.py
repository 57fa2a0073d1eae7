"""Clashes: two schedule items that want the same person or the same place at the same time."""

from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from planner.checkup.context import Context, Rule
from planner.days import Day, day_near, hours_label
from planner.dossier import Dossier, Duty, ScheduleItem
from planner.findings import Finding, Severity
from planner.nights import DAY_MINUTES, end_minutes
from planner.places import place_of
from planner.telling import is_crowd, split_names


class _Slot(NamedTuple):
    """An item on its day in minutes. `sure` holds the persons it cannot do without, `posts` the empty duties."""

    start: int
    end: int
    item: ScheduleItem
    persons: frozenset[str]
    sure: frozenset[str]
    posts: frozenset[str]


class Clash(NamedTuple):
    """Two items that overlap and what they share."""

    earlier: ScheduleItem
    later: ScheduleItem
    finding: Finding


def check_clashes(context: Context) -> list[Finding]:
    """Nobody and nothing is wanted twice at the same time."""
    return find_clashes(context.dossier)


def find_clashes(dossier: Dossier) -> list[Finding]:
    """One finding a pair of overlapping items with a person or a place in common; touching ends don't clash.

    A named person is an error; a place, an empty post and a post of several persons may have a reason: warnings.
    """
    return [clash.finding for clash in _clashes(dossier)]


def clashes_by_item(dossier: Dossier) -> dict[str, list[Finding]]:
    """The key of each item that clashes and its findings; both items of a pair are there."""
    found: dict[str, list[Finding]] = {}
    for earlier, later, finding in _clashes(dossier):
        for item in (earlier, later):
            found.setdefault(item.key, []).append(finding)
    return found


def _clashes(dossier: Dossier) -> Iterator[Clash]:
    for day, slots in _slots_by_day(dossier).items():
        slots.sort(key=lambda slot: slot.start)
        for at, first in enumerate(slots):
            for second in slots[at + 1 :]:
                if second.start >= first.end:
                    break
                if finding := _find_shared(day, first, second):
                    yield Clash(first.item, second.item, finding)


def _slots_by_day(dossier: Dossier) -> dict[Day, list[_Slot]]:
    """Items whose day and start are known; one without an end lasts a minute, one over midnight till midnight."""
    first = dossier.facts.starts_on
    duties = {duty.key: (duty, _persons(duty)) for duty in dossier.duties}
    days: dict[Day, list[_Slot]] = {}
    for item in dossier.schedule:
        if item.day is not None and item.start is not None:
            days.setdefault(day_near(item.day, first), []).append(_slot(item, item.start, duties))
    return days


def _slot(item: ScheduleItem, starts: time, duties: dict[str, tuple[Duty, frozenset[str]]]) -> _Slot:
    start = starts.hour * 60 + starts.minute
    end = start + 1 if item.end is None else end_minutes(starts, item.end)
    known = [duties[key] for key in item.duties if key in duties]
    return _Slot(
        start,
        min(end, DAY_MINUTES) if end > start else DAY_MINUTES,
        item,
        persons=frozenset().union(*(names for _, names in known)),
        sure=frozenset().union(*(names for _, names in known if len(names) == 1)),
        posts=frozenset(duty.role for duty, _ in known if not duty.name.strip()),
    )


def _persons(duty: Duty) -> frozenset[str]:
    return frozenset(name for name in split_names(duty.name) if not is_crowd(name))


def _find_shared(day: Day, first: _Slot, second: _Slot) -> Finding | None:
    if sure := first.sure & second.sure:
        return _finding("person-clash", Severity.ERROR, day, first, second, "、".join(sorted(sure)) + "同时排在")
    if persons := first.persons & second.persons:
        names = "、".join(sorted(persons)) + "可能同时排在"
        return _finding("person-clash", Severity.WARNING, day, first, second, names)
    if posts := first.posts & second.posts:
        roles = f"“{'、'.join(sorted(posts))}”还没定人，同时排在"
        return _finding("post-clash", Severity.WARNING, day, first, second, roles)
    place = first.item.place.strip()
    if place and place == second.item.place.strip():
        return _finding("place-clash", Severity.WARNING, day, first, second, f"{place}同时排了")
    return None


def _finding(code: str, severity: Severity, day: Day, first: _Slot, second: _Slot, who: str) -> Finding:
    end = min(first.end, second.end)
    until = time(*divmod(end % DAY_MINUTES, 60))
    overlap = hours_label(second.item.start, until if second.item.end and first.item.end else None)
    titles = f"“{first.item.title}”和“{second.item.title}”"
    return Finding(code, severity, f"{day.short} {overlap} {who}{titles}。", place_of("schedule", second.item.key))


RULES: tuple[Rule, ...] = (check_clashes,)
