"""Words for days, whole texts of them: one day, or the first and the last of several."""

import re
from dataclasses import replace
from datetime import timedelta

from planner.days import Day, days_between
from planner.intake.values.calendardays import read_small
from planner.intake.values.dayfound import say_day
from planner.intake.values.daysplit import split_day
from planner.intake.values.frame import DayFrame
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue, ask
from planner.numerals import CHINESE_NUMBER

_TO = re.compile(r"\s*\)?\s*(?:起|开始)?(-+|~+|至|到|、|和)\s*")
_LONE_DAY = re.compile(rf"(\d{{1,2}}|{CHINESE_NUMBER}) *(?![\d:月点时年./-])[日号]?")
_FROM = re.compile(r"\s*\)?\s*(?:开始|起)\s*")
_UNTIL = re.compile(r"\s*\)?\s*(?:之前|以前|前|截止|为止|止)\s*")
_MOON = re.compile(r"(?:[正冬腊]|[一二三四五六七八九十]+)月(?=初|十|廿|二十)|大年(?=初)")
_N = rf"\d{{1,3}}|{CHINESE_NUMBER}"
_LASTING = re.compile(rf"[\s(,]*(?:起|开始)?,?(?:共|为期|历时|合计)? *({_N}) *[天日] *(?:时间|(?:{_N})[晚夜])?\)?\s*")


def read_day(text: str, frame: DayFrame) -> ReadValue:
    """The one day of a text. What else stands in it, or a second day, makes it a question: nothing is dropped."""
    value, rest = split_day(text, frame)
    if not rest or value.question:
        return value
    if _TO.match(fold(rest)):
        ends = [end.text for end in read_days(text, frame) if end.text]
        return ask(value.source, "写了不止一天，这里只写一天。", *ends)
    return ask(value.source, f"日期后面还有“{rest[:20]}”。", value.text)


def read_days(text: str, frame: DayFrame) -> tuple[ReadValue, ReadValue]:
    """The first and the last day of 8月9日—11日 or 8月9日起3天.

    One day is both. 8月9日起 has no last day, 8月11日前 no first one: their texts are empty, and nothing is asked.
    """
    first, rest = split_day(text, frame)
    plain = fold(rest)
    if first.question or not rest:
        return first, first
    if _FROM.fullmatch(plain):
        return first, ReadValue("", first.source)
    if _UNTIL.fullmatch(plain):
        return ReadValue("", first.source), first
    day = Day.parse(first.text)
    if match := _LASTING.fullmatch(plain):
        return first, replace(first, text=say_day(_after(day, _number(match))))
    return first, replace(_read_last(rest, day, frame, text), source=first.source)


def _number(match: re.Match[str]) -> int:
    return int(match[1]) if match[1].isdigit() else read_small(match[1])


def _after(first: Day, count: int) -> Day:
    return first.shift(timedelta(days=max(count, 1) - 1))


def _read_last(rest: str, first: Day, frame: DayFrame, source: str) -> ReadValue:
    """The last day, which stands behind a dash; one without a month is of the month of the first."""
    plain = fold(rest)
    to = _TO.match(plain)
    if to is None:
        return ask(rest, f"日期后面还有“{rest[:20]}”。", say_day(first))
    lone = _LONE_DAY.match(plain, to.end())
    behind = rest[to.end() :]
    if (moon := _MOON.search(fold(source))) and plain.startswith("初", to.end()):
        behind = moon[0] + behind
    elif lone:
        behind = f"{first.month}月{read_small(lone[1])}日{rest[lone.end() :]}"
    last, left = split_day(behind, replace(frame, first=frame.first or first, previous=first))
    if not last.text:
        return last
    day = Day.parse(last.text).in_year(first.year)
    if to[1] not in ("、", "和"):
        return _check_last(first, day, left)
    if days_between(first, day) != 1:
        return ask("", f"写的是 {first.short}和 {day.short}，不是连着的几天。", say_day(first), say_day(day))
    return _read_last(left, day, frame, source) if _TO.match(fold(left)) else _check_last(first, day, left)


def _check_last(first: Day, last: Day, left: str) -> ReadValue:
    """The last day where it lies behind the first and nothing else is said; else a question."""
    distance = days_between(first, last)
    if distance < 0:
        return ask("", f"结束 {last.label(first.year)} 早于开始 {first.label(first.year)}。")
    lasting = _LASTING.fullmatch(fold(left)) if left else None
    if left and not lasting:
        return ask("", f"日期后面还有“{left[:20]}”。", say_day(last))
    if lasting and _number(lasting) != distance + 1:
        days = (say_day(last), say_day(_after(first, _number(lasting))))
        return ask("", f"写的是 {_number(lasting)} 天，日期是 {distance + 1} 天。", *days)
    return ReadValue(say_day(last), "")
