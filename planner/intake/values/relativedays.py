"""Days by their place: 第二天, Day 2, 同上, 最后一天, 9日; words that hang on the day of reading are asked."""

import re
from datetime import timedelta

from planner.days import Day
from planner.intake.values.calendardays import read_small
from planner.intake.values.dayfound import DayFound
from planner.intake.values.frame import DayFrame
from planner.numerals import CHINESE_NUMBER

_N = rf"\d{{1,2}}|{CHINESE_NUMBER}"
_SAME = re.compile(r"同 *上(?:日|一天)?|同前|同日|〃|″|\"+|''|ditto|same day", re.IGNORECASE)
_NTH = re.compile(
    rf"(?:活动)?(?:第 *(?P<chinese>{_N}) *[天日]|(?:day|d) *(?P<english>\d{{1,2}})(?![\d:]))", re.IGNORECASE
)
_FIRST = re.compile("首日|首天|头一天|头天|开营日|开幕日")
_LAST = re.compile("(?:活动)?(?:最后一[天日]|末[天日])")
_ONLY = re.compile("(?:活动)?(?:当天|当日)")
_NEXT = re.compile("次日|翌日")
_BESIDE = re.compile(rf"(?:活动|出发|开营)(?P<side>前|后) *(?P<count>{_N}) *[天日]")
_MOVING = re.compile("[今明后昨][天日]|大后天|[本这上下]个?(?:周|星期|礼拜)[一二三四五六日天末]?|[本上下]月|[明去前]年")
_VAGUE = re.compile(
    rf"(?:\d{{4}} *年)?(?:(?:{_N}) *月(?:份|上旬|中旬|下旬|初|中|底|末)?(?![\d一二三四五六七八九十])|"
    rf"上旬|中旬|下旬|月初|月中|月底|全年|[春秋]季?学期|[寒暑]假|[春夏秋冬][天季]|第[一二三四]季度|\d{{4}} *年(?! *\d))"
)
_DAY_OF_MONTH = re.compile(rf"({_N}) *[日号]")


def find_relative_day(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """The day that a place within the event names, or the question about one that hangs on something else."""
    if match := _SAME.match(plain, at):
        question = "" if frame.previous else f"“{match[0]}”的上一行没有日期。"
        return DayFound(match.end(), frame.previous, question)
    if match := _NEXT.match(plain, at):
        found = frame.previous.shift(timedelta(days=1)) if frame.previous else None
        return DayFound(match.end(), found, "" if found else f"“{match[0]}”的上一行没有日期。")
    if match := _MOVING.match(plain, at):
        return DayFound(match.end(), question=f"“{match[0]}”要看是哪天写的，写成几月几日。")
    if match := _VAGUE.match(plain, at):
        return DayFound(match.end(), question=f"“{match[0]}”没有说是哪一天。")
    return _find_nth(plain, at, frame) or _find_day_of_month(plain, at, frame)


def _find_nth(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    if match := _FIRST.match(plain, at):
        return _nth(match, 1, frame)
    if match := _LAST.match(plain, at):
        return _nth(match, len(frame.dates), frame)
    if match := _NTH.match(plain, at):
        return _nth(match, int(match["english"]) if match["english"] else read_small(match["chinese"]), frame)
    if match := _BESIDE.match(plain, at):
        count = read_small(match["count"])
        return _nth(match, 1 - count if match["side"] == "前" else len(frame.dates) + count, frame, beside=True)
    if match := _ONLY.match(plain, at):
        if len(frame.dates) == 1:
            return _nth(match, 1, frame)
        return DayFound(match.end(), question=f"“{match[0]}”是哪一天？", choices=tuple(map(Day.of, frame.dates[:7])))
    return None


def _nth(match: re.Match[str], number: int, frame: DayFrame, *, beside: bool = False) -> DayFound:
    """The day of that number, counted from 1; one beside the event only where the words say so."""
    if not frame.dates:
        return DayFound(match.end(), question=f"活动还没有定日期，不知道“{match[0]}”是哪一天。")
    if frame.last is None and number > 1:
        return DayFound(match.end(), Day.of(frame.dates[0] + timedelta(days=number - 1)))
    if not beside and not 1 <= number <= len(frame.dates):
        return DayFound(match.end(), question=f"活动只有 {len(frame.dates)} 天，“{match[0]}”是哪一天？")
    return DayFound(match.end(), Day.of(frame.dates[0] + timedelta(days=number - 1)))


def _find_day_of_month(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """9日: the day of the event with that number; asked where none or several have it."""
    match = _DAY_OF_MONTH.match(plain, at)
    if match is None:
        return None
    fitting = tuple(Day.of(day) for day in frame.dates if day.day == read_small(match[1]))
    if len(fitting) == 1:
        return DayFound(match.end(), fitting[0])
    return DayFound(match.end(), question=f"“{match[0]}”是几月的？", choices=fitting)
