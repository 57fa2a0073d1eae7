"""What was found where a text begins with words for a day."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.days import Day
from planner.intake.values.frame import DayFrame


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day, or the question and the days to choose from, and where its words end in the folded text.

    `likewise` are the days that the same words name in other years. A `weekday` alone, from 0 for Monday, is no day
    yet: it is held against the day beside it.
    """

    end: int
    day: Day | None = None
    question: str = ""
    choices: tuple[Day, ...] = ()
    weekday: int | None = None
    likewise: tuple[Day, ...] = ()


DayReader = Callable[[str, int, DayFrame], DayFound | None]
"""Reads words for a day in a folded text from a place on; None where they say no day."""


def say_day(day: Day) -> str:
    """The day as one types it: 2026-08-09, or 8月9日 while its year is unknown."""
    return day.iso if day.year else day.short


def placed(end: int, month: int, day: int, year: int | None, frame: DayFrame) -> DayFound:
    """The day of these numbers near to the event, or the question why there is none."""
    try:
        found = frame.place(Day(month, day, year))
    except ValueError as error:
        return DayFound(end, question=str(error))
    if found.year is None and frame.anchor is not None:
        return DayFound(end, question=f"{frame.anchor.year} 年没有 {found.short}。")
    return DayFound(end, found)
