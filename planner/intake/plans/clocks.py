"""Times of day as they stand in running text: 8:30-9:10, 下午2点—4点半, 14时, 六点四十, 07：00."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from planner.intake.plans.marks import read_han

_HAN = "[一二两三四五六七八九十]{1,3}"
_BETWEEN = r"\s*(?:—+|-+|–|~+|至|到|－+|―+|─+|#)\s*"
_DAY = r"(?:\d{1,2}月)?\d{1,2}日\s*"


def _clock(n: int) -> str:
    """The pattern of one time with the part of the day before it; its groups end with `n`."""
    return (
        rf"(?:(?P<part{n}>上午|早上|早晨|清晨|凌晨|中午|下午|晚上|傍晚|晚|早)\s*)?"
        rf"(?:(?P<hour{n}>\d{{1,2}})\s*(?:[:∶]\s*(?P<minute{n}>\d{{2}})"
        rf"|[点时](?!光|代|候|间)(?P<half{n}>半|一刻|三刻|\s*\d{{1,2}}\s*分?|整)?)"
        rf"|(?P<han{n}>{_HAN})点(?P<rest{n}>半|一刻|三刻|{_HAN}分?|整)?)"
    )


_RANGE = re.compile(rf"(?<!\d){_clock(1)}(?:{_BETWEEN}(?:{_DAY})?{_clock(2)}(?!\d))?(?!\d)")
_AFTERNOON = {"下午", "晚上", "傍晚", "晚"}
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "": 0}


@dataclass(frozen=True, slots=True)
class FoundTimes:
    """A time or a range of two, and where it stands in the line; a time that can't be is None."""

    first: time
    last: time | None
    start: int
    end: int


def find_times(text: str, part: str = "") -> Iterator[FoundTimes]:
    """All times of a line in order; `part` is the part of the day that a heading said (下午), for times without one."""
    for match in _RANGE.finditer(text):
        own = match["part1"] or part
        first = _time(match, 1, own)
        if first is None:
            continue
        last = _time(match, 2, match["part2"] or own) if match["hour2"] or match["han2"] else None
        if last and last < first and last.hour < 12:
            last = last.replace(hour=last.hour + 12) if first.hour >= 12 or last.hour < 8 else None
        yield FoundTimes(first, last, match.start(), match.end())


def _time(match: re.Match[str], n: int, part: str) -> time | None:
    if match[f"hour{n}"]:
        hour, rest = int(match[f"hour{n}"]), (match[f"half{n}"] or "").strip().removesuffix("分").strip()
        minute = int(match[f"minute{n}"] or 0) or _minutes(rest)
    else:
        hour, minute = (
            read_han(match[f"han{n}"].replace("两", "二")),
            _minutes((match[f"rest{n}"] or "").removesuffix("分")),
        )
    if (part in _AFTERNOON and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None


def _minutes(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _QUARTERS[text] if text in _QUARTERS else read_han(text)
