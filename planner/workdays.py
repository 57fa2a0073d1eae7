"""Working days by the table that the State Council issues for each year; a year without one is said to be unknown."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkdayCount:
    """A day reached by counting working days; `unknown_years` are those that were counted without a table."""

    day: date
    unknown_years: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """What to say beside the day where it may move; else nothing."""
        if not self.unknown_years:
            return ""
        years = "、".join(f"{year} 年" for year in self.unknown_years)
        return f"{years}的放假安排还没有，先按周一到周五算"


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days off within weeks, and the days worked at weekends, of one year."""

    off: frozenset[date]
    on: frozenset[date]


def add_workdays(day: date, count: int) -> WorkdayCount:
    """The day `count` working days after `day`, which doesn't count itself (民法典 art. 201).

    Working Saturdays and Sundays of 调休 count, days off don't. Raises ValueError for a count below 0.
    """
    if count < 0:
        raise ValueError(count)
    unknown: set[int] = set()
    reached = day
    left = count
    while left:
        reached += _DAY
        if not has_table(reached.year):
            unknown.add(reached.year)
        left -= is_workday(reached)
    return WorkdayCount(reached, tuple(sorted(unknown)))


def is_workday(day: date) -> bool:
    """Whether people work on that day; by the days of the week alone in a year without a table."""
    table = _tables().get(day.year)
    if table is None:
        return day.weekday() < _SATURDAY
    return day in table.on or (day.weekday() < _SATURDAY and day not in table.off)


def has_table(year: int) -> bool:
    """Whether the days off of that year are known."""
    return year in _tables()


@cache
def _tables() -> dict[int, YearTable]:
    data = tomllib.loads(files("planner").joinpath("workdays.toml").read_text(encoding="utf-8"))
    return {int(year): YearTable(_days(year, rows["off"]), _days(year, rows["on"])) for year, rows in data.items()}


def _days(year: str, written: list[str]) -> frozenset[date]:
    parts = (day.split(".") for day in written)
    return frozenset(date(int(year), int(month), int(day)) for month, day in parts)
