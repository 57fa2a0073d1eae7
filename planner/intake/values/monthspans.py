"""Stretches that are said by months: 3月—4月, 7—8月, 9月上旬; they begin and end where the months and their thirds do."""

import re
from calendar import monthrange

from planner.days import Day
from planner.intake.values.dayfound import say_day
from planner.intake.values.days import read_days
from planner.intake.values.frame import DayFrame
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue

_YEAR = r"(?:(?P<{0}year>\d{{4}}) *年 *)?"
_PART = r"(?P<{0}part>上旬|中旬|下旬|初|中|底|末)?"
_SPAN = re.compile(
    rf"{_YEAR.format('first_')}(?P<first_month>\d{{1,2}}) *月? *{_PART.format('first_')}"
    rf"(?: *(?:-+|~|至|到) *{_YEAR.format('last_')}(?P<last_month>\d{{1,2}}) *月 *{_PART.format('last_')})?"
)
_PARTS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_NEUTRAL_YEAR = 2001


def read_span(text: str, frame: DayFrame) -> tuple[ReadValue, ReadValue]:
    """The first and the last day of a stretch; months are read from their first day to their last, others as days are."""
    source = text.strip()
    found = _SPAN.fullmatch(fold(text).strip())
    if found is None or "月" not in source or not all(0 < int(m) < 13 for m in _months(found)):
        return read_days(text, frame)
    first = _begin(found, frame)
    last = _end(found, first)
    return ReadValue(say_day(first), source), ReadValue(say_day(last), source)


def _months(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(filter(None, (found["first_month"], found["last_month"])))


def _begin(found: re.Match[str], frame: DayFrame) -> Day:
    month, (begin, _) = int(found["first_month"]), _PARTS.get(found["first_part"], (1, 31))
    year = found["first_year"] or (found["last_year"] if found["last_month"] else None)
    return Day(month, begin, int(year)) if year else frame.place(Day(month, begin))


def _end(found: re.Match[str], first: Day) -> Day:
    """The last day; a month before the first one is next year's."""
    month = int(found["last_month"] or found["first_month"])
    part = found["last_part"] if found["last_month"] else found["first_part"]
    year = int(found["last_year"]) if found["last_year"] else first.year
    if year and not found["last_year"] and month < first.month:
        year += 1
    length = monthrange(year or _NEUTRAL_YEAR, month)[1]
    return Day(month, min(_PARTS.get(part, (1, 31))[1], length), year)
