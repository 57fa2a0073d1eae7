"""Times of a column that lie oddly among the others: 放学 5:40 below 出发 8:00."""

from collections.abc import Sequence

from planner.clockwords import find_clock, say_clock
from planner.dayparts import NOON
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue, ask

_HALF = NOON * 60


def ask_odd_times(times: Sequence[ReadValue]) -> tuple[ReadValue, ...]:
    """The starts of one day in their order; one before its forerunner that would fit twelve hours later is asked.

    Times that a word (早上, 下午) or a figure above 12 makes certain are never asked, nor is what fits neither way.
    """
    latest = 0
    asked: list[ReadValue] = []
    for value in times:
        minutes = _minutes(value.text)
        if minutes is None:
            asked.append(value)
        elif minutes < latest < minutes + _HALF and _may_be_later(value):
            asked.append(_ask(value, minutes))
        else:
            latest = minutes
            asked.append(value)
    return tuple(asked)


def _minutes(text: str) -> int | None:
    return int(text[:2]) * 60 + int(text[3:]) if text else None


def _may_be_later(value: ReadValue) -> bool:
    """Whether nothing beside the figures says which half of the day it is."""
    clock = find_clock(fold(value.source).strip(), 0)
    return clock is not None and clock.part is None and 0 < clock.said < NOON


def _ask(value: ReadValue, minutes: int) -> ReadValue:
    later = say_clock(minutes + _HALF)
    return ask(value.source, f"{value.text}，早上还是下午？上面的事项更晚。", value.text, later)
