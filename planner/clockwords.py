"""One time of day in a text: 9:00, 9点半, 下午三点一刻, 0900, 2:00 PM, 0.354166 of a spreadsheet."""

import re
from dataclasses import dataclass, replace

from planner.dayparts import MIDNIGHT, NOON, PARTS, DayPart, hours_in, may_mean
from planner.numerals import CHINESE_NUMBER, read_chinese_number

_PART = "|".join(re.escape(word) for word in sorted(PARTS, key=len, reverse=True))
_N = rf"\d{{1,2}}|{CHINESE_NUMBER}"
_MINUTES = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "整": 0, "正": 0, "钟": 0}
_CLOCK = re.compile(
    rf"(?:(?P<part>{_PART}) *[,(]? *)?(?P<hour>{_N}) *"
    rf"(?:[:] *(?P<minute>\d{{1,2}})(?: *[:] *(?P<second>\d\d)(?:\.0+)?)? *分?"
    rf"|[点时](?P<word> *(?:{'|'.join(_MINUTES)})| *(?P<said>{_N}) *分?(?!钟))?"
    rf"|[.](?P<dotted>\d\d?)(?!\d))"
    rf"(?: *(?P<after>[ap]\.?m\b\.?))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?P<part>{_PART}) *)?(?P<hour>\d{{1,2}})(?![\d.])(?: *(?P<after>[ap]\.?m\b\.?))?", re.IGNORECASE
)
# The year of a date is no time.
_COMPACT = re.compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?!\d|年|[-/.]\d{1,2}[-/.])")
_FRACTION = re.compile(r"(?:\d{5})?(?P<fraction>0?\.\d{2,}|0\.\d)(?!\d)")
_DAY_SECONDS, _MINUTE = 86_400, 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it is written: `readings` are the minutes of the day that may be meant, from 0 to 1440.

    `part` is the word for the part of the day that stands with it. `said` is the hour as written; -1 of a number that
    says the whole time. `question` says what is unclear; a `is_bare` number may be no time at all.
    """

    end: int
    readings: tuple[int, ...]
    said: int
    minute: int
    part: DayPart | None = None
    question: str = ""
    is_bare: bool = False


def say_clock(minutes: int) -> str:
    """09:05 of 545; 24:00 is the end of the day."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def find_clock(plain: str, at: int, *, bare: bool = False) -> Clock | None:
    """The time that stands at this place of a folded text; an hour without minutes only where `bare` says so."""
    if match := _FRACTION.match(plain, at):
        return _of_fraction(match)
    if match := _CLOCK.match(plain, at):
        return _of_match(match)
    if match := _COMPACT.match(plain, at):
        return _made(match, int(match["hour"]), int(match["minute"]), None)
    match = _BARE.match(plain, at)
    if match and (bare or match["part"] or match["after"]):
        part = _part_of(match)
        return replace(_made(match, int(match["hour"]), 0, part), is_bare=part is None)
    return None


def with_part(clock: Clock, part: DayPart) -> Clock:
    """The same time under a word that stands elsewhere."""
    return _read(clock.end, clock.said, clock.minute, part)


def _of_fraction(match: re.Match[str]) -> Clock:
    """The part of a day that spreadsheets keep a time as; one that is no whole minute is no time."""
    seconds = float(match["fraction"]) * _DAY_SECONDS
    minutes = round(seconds / _MINUTE)
    question = "" if abs(seconds - minutes * _MINUTE) < 2 else f"“{match[0]}”不像时间。"
    return Clock(match.end(), (minutes,), -1, minutes % _MINUTE, None, question)


def _of_match(match: re.Match[str]) -> Clock:
    hour = _number(match["hour"])
    cut_off = match["dotted"] or match["minute"] or ""
    if len(cut_off) == 1:
        return _of_one_digit(match, hour, int(cut_off))
    minute = _minute_of(match)
    if match["second"] and int(match["second"]):
        return Clock(match.end(), (hour * 60 + minute,), hour, minute, None, f"“{match[0]}”写到了秒。")
    return _made(match, hour, minute, _part_of(match))


def _of_one_digit(match: re.Match[str], hour: int, digit: int) -> Clock:
    """9.3: a spreadsheet shows 9.30 so, and 9.5 may be half past nine; of 9:3 a digit is missing."""
    minutes = (digit * 10, digit) + ((30,) if digit == 5 and match["dotted"] else ())
    readings = tuple(hour * 60 + minute for minute in minutes if minute < 60)
    return Clock(match.end(), readings, hour, minutes[0], _part_of(match), f"“{match[0]}”是几点几分？")


def _minute_of(match: re.Match[str]) -> int:
    if word := (match["word"] or "").strip():
        return _MINUTES[word] if word in _MINUTES else _number(match["said"])
    return int(match["minute"] or match["dotted"] or 0)


def _number(text: str) -> int:
    found = int(text) if text.isdigit() else read_chinese_number(text)
    return 99 if found is None else min(found, 99)


def _part_of(match: re.Match[str]) -> DayPart | None:
    word = match["part"] or (match["after"] or "").rstrip(".")
    return PARTS[word.lower()] if word else None


def _made(match: re.Match[str], hour: int, minute: int, part: DayPart | None) -> Clock:
    return _read(match.end(), hour, minute, part)


def _read(end: int, hour: int, minute: int, part: DayPart | None) -> Clock:
    if hour > MIDNIGHT or minute > 59 or (hour == MIDNIGHT and minute):
        return Clock(end, (), hour, minute, part, "没有这个时间，写 00:00 到 24:00。")
    if part is None:
        return Clock(end, (hour * 60 + minute,), hour, minute)
    hours = hours_in(part, hour)
    # 晚上12:30 is half an hour into the next day.
    minutes = tuple(dict.fromkeys((one * 60 + minute) % (MIDNIGHT * 60 + 1) for one in hours))
    question = "" if may_mean(part, hour) else f"写的是“{part.value}”，又是 {hour} 点。"
    if hours == (MIDNIGHT,) and minute:
        minutes, question = (minute, NOON * 60 + minute), f"“{part.value} {hour}:{minute:02d}”是半夜还是中午？"
    return Clock(end, minutes, hour, minute, part, question)
