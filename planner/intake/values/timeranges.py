"""Start and end of a range of times, each read in the light of the other."""

from dataclasses import replace

from planner.clockwords import Clock, say_clock, with_part
from planner.dayparts import NOON, DayPart
from planner.intake.values.value import ReadValue, ask
from planner.nights import lasts_through_night

_HALF = NOON * 60
_DAY = 2 * _HALF
_EARLY = 7 * 60
_ENGLISH = (DayPart.AM, DayPart.PM)
_DARK = (DayPart.EVENING, DayPart.DEEP_NIGHT)


def read_alone(clock: Clock, source: str) -> ReadValue:
    """One time with nothing to hold it against."""
    if clock.question:
        return ask(source, clock.question, *map(say_clock, clock.readings))
    if clock.is_bare:
        choices = [minutes for minutes in (clock.readings[0], clock.readings[0] + _HALF) if minutes < _DAY]
        return ask(source, f"“{clock.said}”是几点？", *map(say_clock, choices))
    return ReadValue(say_clock(clock.readings[0]), source)


def read_pair(first: Clock, second: Clock, source: str, *, next_day: bool = False) -> tuple[ReadValue, ReadValue]:
    """Start and end: a word for the part of the day holds for both, and an end behind midnight is the next day's.

    An end that lies before its start and may mean several times is asked with all of them.
    """
    if first.is_bare and second.is_bare:
        return ask(source, f"“{source[:20]}”是几点到几点？"), ReadValue("", source)
    start = _read_start(first, second, source)
    if start.question:
        return start, _read_loose(second, source)
    return start, _read_end(first, second, _minutes(start.text), source, next_day=next_day)


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _read_loose(clock: Clock, source: str) -> ReadValue:
    """An end without a known start: known where its own words leave no doubt."""
    certain = not clock.question and (clock.part or clock.readings[0] >= _HALF)
    return ReadValue(say_clock(clock.readings[0]), source) if certain else ReadValue("", source)


def _read_start(first: Clock, second: Clock, source: str) -> ReadValue:
    if first.question:
        return ask(source, first.question, *map(say_clock, first.readings))
    start = first.readings[0]
    if first.part or second.question or second.part is None:
        return ReadValue(say_clock(start), source)
    end = second.readings[0]
    if second.part in _ENGLISH:
        # 2:00-3:30 PM: the word behind both holds for both, where the first then lies before the second.
        under = with_part(first, second.part)
        if not under.question and under.readings[0] < end:
            return ReadValue(say_clock(under.readings[0]), source)
    elif start < _EARLY and start + _HALF < end:
        choices = (say_clock(start), say_clock(start + _HALF))
        return ask(source, f"开始 {say_clock(start)} 是早上还是下午？", *choices)
    return ReadValue(say_clock(start), source)


def _read_end(first: Clock, second: Clock, start: int, source: str, *, next_day: bool) -> ReadValue:
    if second.question:
        return ask(source, second.question, *map(say_clock, second.readings))
    raw = second.readings[0]
    if first.part in _DARK and second.part is None and second.said == NOON:
        # 晚上10点到12点半.
        raw -= _HALF
        second = replace(second, readings=(raw,), part=DayPart.NIGHT)
    if next_day or lasts_through_night(start, raw):
        return _through_night(first, second, start, source, next_day=next_day)
    if second.part:
        return _known_end(start, raw, source)
    later = [minutes for minutes in _under_part(first, second, raw) if minutes > start]
    if first.part and later:
        return ReadValue(say_clock(later[0]), source)
    if raw > start:
        return ReadValue(say_clock(raw), source)
    return _ask_end(start, raw, later, source)


def _under_part(first: Clock, second: Clock, raw: int) -> list[int]:
    """What an end without a word may mean: with the word of the start, as it stands, and in the afternoon."""
    under = with_part(second, first.part) if first.part and second.said >= 0 else None
    words = list(under.readings) if under and not under.question else []
    halves = [raw, raw + _HALF] if 0 < second.said <= NOON and raw + _HALF <= _DAY else [raw]
    return words + sorted(halves)


def _through_night(first: Clock, second: Clock, start: int, source: str, *, next_day: bool) -> ReadValue:
    """21:00-6:00 ends on the next day; 20:00-9:00 may as well end at 21:00, which is asked."""
    raw = second.readings[0]
    if not lasts_through_night(start, raw):
        return ask(source, f"从 {say_clock(start)} 到次日 {say_clock(raw)}，分成两天写。")
    same_day = [] if next_day or second.part else [m for m in _under_part(first, second, raw) if m > start]
    if raw == 0:
        return ReadValue(say_clock(_DAY), source)
    if first.part and same_day:
        return ReadValue(say_clock(same_day[0]), source)
    if same_day:
        return ask(source, f"结束 {say_clock(raw)} 是当天还是次日？", say_clock(same_day[0]), say_clock(raw))
    return ReadValue(say_clock(raw), source)


def _known_end(start: int, end: int, source: str) -> ReadValue:
    if end > start:
        return ReadValue(say_clock(end), source)
    return _ask_end(start, end, [], source)


def _ask_end(start: int, end: int, choices: list[int], source: str) -> ReadValue:
    question = f"结束 {say_clock(end)} 不晚于开始 {say_clock(start)}。"
    return ask(source, question, *map(say_clock, choices))
