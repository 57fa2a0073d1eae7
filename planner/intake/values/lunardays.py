"""Days of the moon's calendar as words for a day: 农历正月初五, 腊月二十三, 大年初一, 除夕."""

import re
from collections.abc import Callable
from datetime import date

from planner.days import Day
from planner.intake.values.calendardays import read_small
from planner.intake.values.dayfound import DayFound
from planner.intake.values.frame import DayFrame
from planner.lunar import last_lunar_day, lunar_date

_YEAR = r"(?:(?P<year>\d{4}) *年 *)?"
_NUMBER = "[一二三四五六七八九十廿]+"
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MONTH = rf"(?P<leap>闰)?(?P<month>[正冬腊]|{_NUMBER}|\d{{1,2}}) *月"
_LUNAR = re.compile(rf"{_YEAR}(?P<said>农历|阴历|旧历)? *{_MONTH} *(?P<day>初?(?:{_NUMBER}|\d{{1,2}}))[日号]?")
_NEW_YEAR = re.compile(rf"{_YEAR}(?:农历)?(?:大年|年)(?P<day>初{_NUMBER})")
_EVE = re.compile(rf"{_YEAR}(?:农历)?(?:除夕夜?|大年三十|年三十|大年夜)")
_NOT_FOUND = "查不到这一天是公历几月几日，写公历日期。"
_LONE = re.compile(rf"初{_NUMBER}")


def find_lunar_day(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """The date of 正月初五 that lies nearest to the event, or that of the year which is written with it."""
    if match := _EVE.match(plain, at):
        # 2027年除夕 is the one of that winter, in which the year of the moon before ends.
        return near_event(match.end(), match["year"], frame, lambda year: last_lunar_day(year - 1))
    if match := _NEW_YEAR.match(plain, at):
        day = _read_day(match["day"])
        return near_event(match.end(), match["year"], frame, lambda year: lunar_date(year, 1, day))
    if match := _LONE.match(plain, at):
        return DayFound(match.end(), question=f"“{match[0]}”是农历几月的？")
    match = _LUNAR.match(plain, at)
    if match is None or not (match["said"] or match["leap"] or match["month"] in _MONTHS or match["day"][0] == "初"):
        return None
    month = _MONTHS.get(match["month"]) or read_small(match["month"])
    day, is_leap = _read_day(match["day"]), bool(match["leap"])
    return near_event(match.end(), match["year"], frame, lambda year: lunar_date(year, month, day, is_leap=is_leap))


def _read_day(text: str) -> int:
    return read_small(text.removeprefix("初"))


def near_event(end: int, year: str | None, frame: DayFrame, find: Callable[[int], date | None]) -> DayFound:
    """The day that `find` has in that year, else the one of the years around the event that lies nearest to it."""
    if year:
        return _of_year(end, int(year), find)
    anchor = frame.anchor
    if anchor is None or anchor.year is None or anchor.date is None:
        return DayFound(end, question="不知道是哪一年的，写公历日期。")
    start, written = anchor.date, anchor.year
    found = [day for one in range(written - 1, written + 3) if (day := find(one))]
    if not found:
        return DayFound(end, question=_NOT_FOUND)
    best = min(found, key=lambda day: (frame.distance(day), abs(day - start)))
    return DayFound(end, Day.of(best), likewise=tuple(map(Day.of, found)))


def _of_year(end: int, year: int, find: Callable[[int], date | None]) -> DayFound:
    """2027年腊月二十三 lies in 2028 by the moon, in 2027 for many who write it: where both may be meant it is asked."""
    found = tuple(Day.of(day) for one in (year - 1, year) if (day := find(one)) and (one == year or day.year == year))
    if len(found) == 1:
        return DayFound(end, found[0], likewise=found)
    return DayFound(end, question=f"农历 {year} 年的这一天是哪一天？" if found else _NOT_FOUND, choices=found)
