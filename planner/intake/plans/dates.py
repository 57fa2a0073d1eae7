"""Days as they stand in running text: 2025年8月6日至8日, 4月18日, 2026-04-18, 三月五日, 20xx年1月10日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.days import Day
from planner.intake.plans.marks import read_han

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:[〔\[(]?(?P<year{n}>20\d\d|[xX×*_]{2,4}|20[xX×*_]{2}|二[〇零○]..)[〕\])]?\s*年\s*)?"
_LUNAR = r"\((?:农历)?(?:正|腊|[一二三四五六七八九十冬]+)月?[^)]{0,5}\)"
_WEEKDAY = rf"\s*(?:\(?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])[^)]{{0,4}}\)?|{_LUNAR})?"
_TIME = r"(?:\s*(?:上午|下午|早上|晚上|中午|傍晚)?\s*\d{1,2}\s*[:点时]\s*(?:\d{1,2}|半)?\s*分?)?"
_BETWEEN = r"\s*(?:—+|-+|–|~+|至|到|－+|―+|─+)\s*"


def _said(n: int) -> str:
    """2025年8月6日, with groups that end with `n`."""
    return rf"{_YEAR.replace('{n}', str(n))}(?P<month{n}>{_NUMBER})\s*月\s*(?P<day{n}>{_NUMBER})"


def _written(n: int) -> str:
    """2026-04-18, 2026.4.18, 2026/4/18."""
    return rf"(?P<year{n}>20\d\d)\s*[-./]\s*(?P<month{n}>\d{{1,2}})\s*[-./]\s*(?P<day{n}>\d{{1,2}})(?!\d)\s*日?"


_SHORT_LAST = rf"(?P<day3>{_NUMBER})\s*[日号]"
_BARE_LAST = rf"{_said(4)}(?!\d|\s*[:时点])"
_FIRST = re.compile(rf"(?:{_said(1)}\s*[日号]?|{_written(2)}){_WEEKDAY}")
_LAST = re.compile(rf"{_TIME}{_BETWEEN}(?:{_said(1)}\s*[日号]|{_SHORT_LAST}|{_written(2)}|{_BARE_LAST}){_WEEKDAY}")
_LISTED = re.compile(rf"\s*[、,，和及]\s*(?:(?P<month1>{_NUMBER})\s*月\s*)?(?P<day1>{_NUMBER})\s*[日号]")


@dataclass(frozen=True, slots=True)
class FoundDays:
    """One day or a range, where it stands in the line, and the weekday that stands with the first day ("" for none)."""

    first: Day
    last: Day
    start: int
    end: int
    weekday: str = ""

    @property
    def is_range(self) -> bool:
        """Whether a last day is said."""
        return self.first != self.last


def find_days(text: str, year: int | None = None) -> Iterator[FoundDays]:
    """All days and ranges of a line in order; a day without a year gets `year`; no day of the calendar is none."""
    at = 0
    while match := _FIRST.search(text, at):
        first = _day(match, year, None)
        if first is None:
            at = match.end()
            continue
        last, end = first, match.end()
        if following := _LAST.match(text, match.end()):
            found = _day(following, first.year, first)
            last, end = (found, following.end()) if found else (first, end)
        while found_more := _LISTED.match(text, end):
            found = _day(found_more, first.year, last)
            if found is None:
                break
            last, end = found, found_more.end()
        yield FoundDays(first, last, match.start(), end, match["weekday"] or "")
        at = end


def _day(match: re.Match[str], year: int | None, before: Day | None) -> Day | None:
    said = {name[:-1]: text for name, text in match.groupdict().items() if text and name[-1].isdigit()}
    month, day, own = _number(said.get("month", "")), _number(said.get("day", "")), _year(said.get("year", ""))
    if before and not month:
        month = before.month
    try:
        found = Day(month, day, own or year)
    except ValueError:
        return None
    if before and before.year and not own and (month, day) < (before.month, before.day):
        return Day(month, day, before.year + 1)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdigit() else read_han(text)


def _year(text: str) -> int | None:
    if text.startswith("二"):
        text = "".join(str("〇一二三四五六七八九".find(sign)) for sign in text.replace("零", "〇").replace("○", "〇"))
    return int(text) if re.fullmatch(r"20\d\d", text) else None
