"""Days whose year may be unknown, and times of day: read tolerantly, written in one form."""

import re
import unicodedata
from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from planner.clockwords import find_clock, say_clock
from planner.nights import DAY_MINUTES, say_end

WEEKDAYS = "一二三四五六日"
# What people may write; days that are reckoned from it may lie a little outside.
FIRST_YEAR, LAST_YEAR = 1900, 2200
# A leap year without meaning: only used to count days between two days of which no year is known.
_NEUTRAL_YEAR = 2000
_DAY = re.compile(
    r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
    r"(?:\s*[（(]?(?:周|星期|礼拜)[一二三四五六日天]?[）)]?)?(?:[T ]\s*0?0:00(?::00)?)?"
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_UNKNOWN_YEAR = re.compile(r"^[〔\[(（]?(?:20)?[xX×*]{2,4}[〕\])）]?\s*年?\s*")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; `year` is None while only month and day are known.

    Guarantees: month and day exist together (2月29日 only in a leap year or while the year is unknown).
    """

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        try:
            date(_NEUTRAL_YEAR if self.year is None else self.year, self.month, self.day)
        except ValueError:
            year = f"{self.year}年" if self.year else ""
            raise ValueError(f"没有“{year}{self.month}月{self.day}日”这一天。") from None

    @classmethod
    def of(cls, value: date) -> "Day":
        """The day of a full date."""
        return cls(value.month, value.day, value.year)

    @classmethod
    def parse(cls, text: str) -> "Day":
        """Read 2026-08-09, 2026年8月9日, 8月9日（周日）, 8/9, 20260809, 20xx年8月9日; raises ValueError in Chinese."""
        cleaned = _UNKNOWN_YEAR.sub("", unicodedata.normalize("NFKC", text).strip())
        if cleaned.startswith("--"):
            cleaned = cleaned[2:]
        if match := _COMPACT_DAY.fullmatch(cleaned) or _DAY.fullmatch(cleaned):
            year, month, day = match.groups()
            if year and not FIRST_YEAR <= int(year) <= LAST_YEAR:
                raise ValueError(f"年份要在 {FIRST_YEAR}—{LAST_YEAR} 之间，现在是 {int(year)}。")
            return cls(int(month), int(day), int(year) if year else None)
        raise ValueError(f"日期写成 2026-08-09 或 8月9日，现在是“{text.strip()[:20]}”。")

    @property
    def iso(self) -> str:
        """2026-08-09, or --08-09 while the year is unknown."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else f"--{self.month:02d}-{self.day:02d}"

    @property
    def date(self) -> date | None:
        """The full date, or None while the year is unknown."""
        return date(self.year, self.month, self.day) if self.year else None

    @property
    def short(self) -> str:
        """8月9日, without year and weekday."""
        return f"{self.month}月{self.day}日"

    @property
    def weekday(self) -> str:
        """周日, or nothing while the year is unknown."""
        return f"周{WEEKDAYS[self.date.weekday()]}" if self.date else ""

    def label(self, this_year: int | None = None) -> str:
        """8月9日（周日）; the year is written when it is not `this_year`."""
        year = f"{self.year}年" if self.year and self.year != this_year else ""
        return f"{year}{self.short}" + (f"（{self.weekday}）" if self.year else "")

    def in_year(self, year: int | None) -> "Day":
        """The same day with that year where its own is unknown; 2月29日 stays as it is when that year has none."""
        if self.year or year is None or not _has(year, self):
            return self
        return replace(self, year=year)

    def shift(self, by: timedelta) -> "Day":
        """The day that much later; an unknown year stays unknown."""
        moved = (self.date or date(_NEUTRAL_YEAR, self.month, self.day)) + by
        return Day(moved.month, moved.day, moved.year if self.year else None)


def say_date(day: date) -> str:
    """2027年8月20日: with its year, for what is read years later."""
    return f"{day.year}年{day.month}月{day.day}日"


def days_between(first: Day, last: Day) -> int:
    """Days from `first` to `last`; with an unknown year the nearest reading (12月28日 to 1月3日 is 6)."""
    if first.date and last.date:
        return (last.date - first.date).days
    if last.date:
        return -days_between(last, first)
    start = first.date or date(_NEUTRAL_YEAR, first.month, first.day)
    readings = (_in(start.year + n, last) for n in (0, 1, -1))
    return min(((reading - start).days for reading in readings), key=abs)


def date_near(day: Day, anchor: Day | None) -> date | None:
    """The full date of a day; an unknown year is taken so that it lies nearest to `anchor`, None when that has none."""
    if day.date or anchor is None or anchor.date is None:
        return day.date
    return anchor.date + timedelta(days=days_between(anchor, day))


def _has(year: int, day: Day) -> bool:
    """Whether that year has the day: 2月29日 is in leap years only."""
    return (day.month, day.day) != (2, 29) or isleap(year)


def _in(year: int, day: Day) -> date:
    """The day in that year; 2月29日 of a year without one is the day after 2月28日."""
    return date(year, day.month, day.day) if _has(year, day) else date(year, 3, 1)


def day_order(value: Day | None, anchor: Day | None = None) -> tuple[int, int]:
    """A sort key: unknown days last, others by their distance from `anchor` (the first day of the event)."""
    if value is None:
        return (1, 0)
    return (0, days_between(anchor or Day(1, 1, value.year), value))


def range_label(first: Day | None, last: Day | None, this_year: int | None = None) -> str:
    """8月9日（周日）—8月11日（周二）; one day once; nothing when nothing is known."""
    if first is None or last is None or first == last:
        known = first or last
        return known.label(this_year) if known else ""
    return f"{first.label(this_year)}—{last.label(first.year or this_year)}"


def short_range(first: Day | None, last: Day | None, this_year: int | None = None) -> str:
    """8月9日—11日, 7月30日—8月2日, 7月25日（周六）: for lists, where a line is short."""
    if first is None or last is None or first == last:
        return range_label(first, last, this_year)
    year = f"{first.year}年" if first.year and first.year != this_year else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{year}{first.short}—{last.day}日"
    year_of_last = f"{last.year}年" if last.year and last.year != (first.year or this_year) else ""
    return f"{year}{first.short}—{year_of_last}{last.short}"


def parse_clock(text: str) -> time:
    """Read 9:00, 09：00, 9:00:00, 0900, 9点一刻, 下午2:30, 中午1点; raises ValueError in Chinese.

    A word that contradicts its hour, and what may mean several times, is refused with all of them.
    """
    minutes = _read_minutes(text)
    if minutes == DAY_MINUTES:
        raise ValueError(f"这里写 00:00 到 23:59 的时间，现在是“{_cut(text)}”。")
    return time(*divmod(minutes, 60))


def parse_end_clock(text: str) -> time:
    """Like `parse_clock`, of an end: 24:00 and 晚上12点 are the end of the day, which is kept as 00:00."""
    return time(*divmod(_read_minutes(text) % DAY_MINUTES, 60))


def _read_minutes(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip()
    found = find_clock(plain, 0, bare=True)
    if found is None or found.end != len(plain) or not found.readings:
        raise ValueError(f"时间写成 09:00，现在是“{_cut(text)}”。")
    if found.question:
        choices = " 或 ".join(say_clock(minutes) for minutes in found.readings)
        raise ValueError(f"{found.question}写成 {choices}。")
    return found.readings[0]


def _cut(text: str) -> str:
    return text.strip()[:20]


def hours_label(start: time | None, end: time | None) -> str:
    """09:00—10:45, 22:00—24:00, 21:00—次日06:00; only what is known."""
    known = [f"{start:%H:%M}"] if start is not None else []
    return "—".join([*known, say_end(end, start)] if end is not None else known)


def day_near(day: Day, anchor: Day | None) -> Day:
    """The day with the year that brings it nearest to `anchor`; as it is where that has none, or no 2月29日."""
    found = date_near(day, anchor)
    return Day.of(found) if found and (found.month, found.day) == (day.month, day.day) else day
