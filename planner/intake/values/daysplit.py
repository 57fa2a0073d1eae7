"""The words for a day at the head of a text, and what stands behind them."""

import re
from dataclasses import replace

from planner.days import Day
from planner.intake.values.calendardays import find_calendar_day
from planner.intake.values.damage import say_damage
from planner.intake.values.dayfound import DayFound, DayReader, say_day
from planner.intake.values.festivals import find_festival
from planner.intake.values.frame import DayFrame
from planner.intake.values.lunardays import find_lunar_day
from planner.intake.values.relativedays import find_relative_day
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue, ask, says_nothing
from planner.intake.values.weekdays import days_with, find_short_weekday, find_weekday, say_weekday

_READERS: tuple[DayReader, ...] = (find_lunar_day, find_festival, find_calendar_day, find_relative_day, find_weekday)
_LABEL = re.compile(r"\s*(?:(?:活动)?(?:日期|时间) *:)? *(?:公历|阳历|新历)?")
_BETWEEN = re.compile(r"[\s(),;]*(?:[是为即]\s*)?")
_BEFORE_REST = " \t\n\r,;:)），；：\u3000"


def split_day(text: str, frame: DayFrame) -> tuple[ReadValue, str]:
    """The day that a text begins with, and the rest of it as it stands: 8月9日（周日）上午 is 8月9日 and 上午.

    All that says the same day belongs to it (第二天 8月10日 周一); what contradicts it is asked. A text that begins
    with no day is a question too, and all of it the rest.
    """
    source, plain = text.strip(), fold(text)
    if says_nothing(source):
        return ReadValue("", source), ""
    if damage := say_damage(text):
        return ask(source, damage), ""
    found, end = _find_all(plain, frame)
    if not found:
        return ask(source, f"日期写成 2026-08-09 或 8月9日，现在是“{source[:20]}”。"), source
    rest = "0" + text[end:] if re.match(r"\.\d", plain[end:]) else text[end:]
    rest = rest.strip().lstrip(_BEFORE_REST).strip()
    return _as_value(_settle(found, frame), source), rest if fold(rest).strip("-~ ") else ""


def _find_all(plain: str, frame: DayFrame) -> tuple[list[DayFound], int]:
    """All words for a day at the head, and where the last of them ends."""
    found: list[DayFound] = []
    label = _LABEL.match(plain)
    at = end = label.end() if label else 0
    while True:
        between = _BETWEEN.match(plain, at)
        at = between.end() if between else at
        one = next((one for reader in _READERS if (one := reader(plain, at, frame))), None)
        one = one or (find_short_weekday(plain, end) if found else None)
        if one is None:
            return found, end
        found.append(one)
        at = end = one.end


def _settle(found: list[DayFound], frame: DayFrame) -> DayFound:
    """One day of all that was found, or the question about it."""
    asked = next((one for one in found if one.question), None)
    days = _different_days(found)
    weekday = next((one.weekday for one in found if one.weekday is not None), None)
    if asked and not days:
        return asked
    if len(days) > 1:
        said = "、".join(day.label() for day in days)
        return replace(found[0], question=f"写了不同的日期：{said}。", choices=tuple(days))
    if not days:
        return _of_weekday(found[0], weekday or 0, frame)
    return _check_weekday(replace(found[0], day=days[0]), weekday)


def _different_days(found: list[DayFound]) -> list[Day]:
    """The days that are named, each once; 农历四月廿七 is the one beside it, whichever year it was read in."""
    days = list(dict.fromkeys(one.day for one in found if one.day))
    others = {day for one in found for day in one.likewise}
    certain = [one.day for one in found if one.day and not one.likewise]
    return certain[:1] if len(days) > 1 and certain and set(certain) <= others and len(set(certain)) == 1 else days


def _of_weekday(found: DayFound, weekday: int, frame: DayFrame) -> DayFound:
    fitting = days_with(weekday, frame)
    if len(fitting) == 1:
        return replace(found, day=fitting[0])
    return replace(found, question=f"只写了{say_weekday(weekday)}，是哪一天？", choices=fitting)


def _check_weekday(found: DayFound, weekday: int | None) -> DayFound:
    """The day where its weekday fits or isn't known; else the question, with the nearest day that has it."""
    day = found.day
    if weekday is None or day is None or day.date is None or day.date.weekday() == weekday:
        return found
    away = (weekday - day.date.weekday() + 3) % 7 - 3
    other = Day.of(day.date.fromordinal(day.date.toordinal() + away))
    question = f"写的是{say_weekday(weekday)}，{day.year}年{day.short}那天是{day.weekday}。"
    return replace(found, day=None, question=question, choices=(day, other))


def _as_value(found: DayFound, source: str) -> ReadValue:
    if found.question or found.day is None:
        return ask(source, found.question, *map(say_day, found.choices))
    return ReadValue(say_day(found.day), source)
