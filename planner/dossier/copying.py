"""What a copy of an event takes over, and moving it along the calendar."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from planner.days import Day, days_between
from planner.dossier.dossier import Dossier
from planner.nouns import NOUNS, Noun

T = TypeVar("T")
# Years without meaning, for days of which none is known: the leap year only where 2月29日 is needed.
_PLAIN_YEAR, _LEAP_YEAR = 2001, 2000


def move_to(dossier: Dossier, first: Day) -> Dossier:
    """The same event beginning on `first`: every day keeps its distance from the first one.

    All days then have a year when `first` has one, and none when it hasn't. Without a first day of its own the
    dossier stays as it is.
    """
    old = dossier.facts.starts_on
    if old is None:
        return dossier
    has_leap_day = any(not day.year and (day.month, day.day) == (2, 29) for day in days_of(dossier))
    start = old.in_year(_LEAP_YEAR if has_leap_day else first.year or _PLAIN_YEAR)
    target = first.in_year(_PLAIN_YEAR).date or date(_LEAP_YEAR, first.month, first.day)

    def move(day: Day) -> Day:
        distance = days_between(start, day if old.year else replace(day, year=None))
        there = target + timedelta(days=distance)
        return Day(there.month, there.day, there.year if first.year else None)

    rows = {noun: tuple(_map_days(row, move) for row in rows) for noun, rows in dossier.all_rows()}
    return Dossier.of(_map_days(dossier.facts, move), rows)


def days_of(dossier: Dossier) -> Iterator[Day]:
    """Every day that the dossier names."""
    for value in (dossier.facts, *(row for _, rows in dossier.all_rows() for row in rows)):
        yield from (day for f in fields(value) if isinstance(day := getattr(value, f.name), Day))


def _map_days(value: T, move: Any) -> T:
    """A copy of a dataclass value whose days went through `move`."""
    assert is_dataclass(value)
    moved = {f.name: move(day) for f in fields(value) if isinstance(day := getattr(value, f.name), Day)}
    return replace(value, **moved) if moved else value  # type: ignore[type-var]


def leave_people_behind(dossier: Dossier) -> Dossier:
    """What a copy takes over: the plan, but no names, phones, files or signs of work done; each noun says which."""
    rows = {name: tuple(_copy_rows(NOUNS[name], rows)) for name, rows in dossier.all_rows()}
    # A vehicle is told with its plate and its driver.
    return Dossier.of(replace(dossier.facts, transport=""), rows)


def _copy_rows(noun: Noun, rows: tuple[Any, ...]) -> Iterator[Any]:
    left = noun.left_behind
    for row in () if left.everything else rows:
        copied = replace(row, **_new_values(row, noun)) if left.fields else row
        if not left.renamed_by or getattr(copied, noun.title):
            yield copied


def _new_values(row: Any, noun: Noun) -> dict[str, Any]:
    """What the fields that stay behind hold instead: the values of a new row, a title named anew."""
    left = noun.left_behind
    defaults = {f.name: "" if f.default is MISSING else f.default for f in fields(row)}
    values = {name: defaults[name] for name in left.fields}
    if left.renamed_by:
        values[noun.title] = next(filter(None, (getattr(row, name) for name in left.renamed_by)), "")
    return values
