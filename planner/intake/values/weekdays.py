"""Words for the days of the week."""

import re

from planner.days import Day
from planner.intake.values.dayfound import DayFound
from planner.intake.values.frame import DayFrame

_SIGNS = "一二三四五六日"
_CHINESE = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天末1-7])")
_SHORT = re.compile(rf"\(([{_SIGNS}])\)")
_ENGLISH = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|r|rs|ur)?(?:day)?\.?(?![a-z])", re.IGNORECASE | re.ASCII)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_SHOWN = 7


def find_weekday(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """周日, 星期天, 礼拜3, Sunday: the weekday."""
    if english := _ENGLISH.match(plain, at):
        return DayFound(english.end(), weekday=_NAMES.index(english[1].lower()))
    chinese = _CHINESE.match(plain, at)
    if chinese is None:
        return None
    if chinese[1] == "末":
        return DayFound(chinese.end(), question="“周末”是星期六还是星期日？", choices=_of_event(frame, 5, 6))
    sign = chinese[1].replace("天", "日")
    return DayFound(chinese.end(), weekday=int(sign) - 1 if sign.isdigit() else _SIGNS.index(sign))


def find_short_weekday(plain: str, at: int) -> DayFound | None:
    """8月9日（日）: one sign in brackets behind a day."""
    match = _SHORT.match(plain, at)
    return DayFound(match.end(), weekday=_SIGNS.index(match[1])) if match else None


def say_weekday(weekday: int) -> str:
    """星期日 of 6."""
    return f"星期{_SIGNS[weekday]}"


def days_with(weekday: int, frame: DayFrame) -> tuple[Day, ...]:
    """The days of the event with that weekday, the first of many."""
    return _of_event(frame, weekday)


def _of_event(frame: DayFrame, *weekdays: int) -> tuple[Day, ...]:
    return tuple(Day.of(day) for day in frame.dates if day.weekday() in weekdays)[:_MOST_SHOWN]
