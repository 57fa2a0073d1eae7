"""Moving a whole dossier along the calendar."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, TypeVar

from planner.days import Day
from planner.dossier import ROW_TYPES, Dossier

T = TypeVar("T")


def moved_by(dossier: Dossier, distance: timedelta, *, year: int | None = None) -> Dossier:
    """The same event with every date `distance` later; dates without a year take `year` when that is known."""
    rows = {noun: tuple(_moved(row, distance, year) for row in getattr(dossier, noun)) for noun in ROW_TYPES}
    return replace(dossier, facts=_moved(dossier.facts, distance, year), **rows)


def _moved(value: T, distance: timedelta, year: int | None) -> T:
    """A copy of a dataclass value whose days are moved."""
    moved: dict[str, Any] = {}
    for f in fields(value):  # type: ignore[arg-type]
        day = getattr(value, f.name)
        if isinstance(day, Day):
            later = day.shifted(distance)
            moved[f.name] = later if day.year else later.in_year(year)
    return replace(value, **moved) if moved else value  # type: ignore[type-var]
