"""Words for times of day and their ranges: 上午8:30—9:10, 下午2点到3点半, 21:00-6:00."""

import re
from dataclasses import replace

from planner.clockwords import Clock, find_clock, say_clock
from planner.dayparts import PARTS
from planner.intake.values.damage import say_damage
from planner.intake.values.signs import fold
from planner.intake.values.timeranges import read_alone, read_pair
from planner.intake.values.value import ReadValue, ask, says_nothing
from planner.nights import lasts_through_night
from planner.numerals import CHINESE_NUMBER, read_chinese_number

_TO = re.compile(
    r"\s*(?:(?:-+|~+|至|到|直至|to\b)|(?=\n))\s*(?P<next>次日|第二天|翌日)?\s*|(?:(?<=\s)|\s+)(?=\d{1,2}:\d)"
)
_BEFORE_FIRST = re.compile(r"\s*(?:时间|时段)? *:?\s*")
_UNTIL = re.compile(r"\s*(?:-+|~+|至|到)\s*")
_NO_DAY = re.compile(r"\s*18(?:99-12-3[01]|99/12/3[01])|\s*19(?:00-0?1-0?[01]|00/0?1/0?[01])")
_LASTING = re.compile(
    rf"[\s(,]*(?:共|计|历时|时长|约)? *:? *(?P<count>\d{{1,3}}(?:\.5)?|{CHINESE_NUMBER}|半) *"
    r"(?P<half>个半)?个?(?P<unit>分钟|分|min(?:utes?)?|小时|h(?:ours?)?|刻钟)(?P<more>半)?"
    r"(?: *(?P<minutes>\d{1,2}) *(?:分钟?|min))?\s*\)?"
)
_FROM = re.compile(r"\s*(?:起|开始)\s*")
_ROUGHLY = re.compile("约|大约|大概")
_ROUGHLY_BEHIND = re.compile("左右|前后|许|多(?!媒)")
_MINUTES = {"刻": 15, "小": 60, "h": 60, "H": 60}
_DAY = 24 * 60


def split_times(text: str) -> tuple[ReadValue, ReadValue, str]:
    """Start and end that a text begins with, and the rest of it as it stands: 14:00 集合 is 14:00, none, and 集合.

    One time alone is the start. An end behind midnight is that of the next day, 24:00 the end of this one.
    """
    source, plain = text.strip(), fold(text)
    if says_nothing(source):
        return ReadValue("", source), ReadValue("", source), ""
    if damage := say_damage(text):
        return ask(source, damage), ReadValue("", source), ""
    head = _NO_DAY.match(plain) or _BEFORE_FIRST.match(plain)
    at = head.end() if head else 0
    at += len(plain[at:]) - len(plain[at:].lstrip())
    if (until := _UNTIL.match(plain, at)) and (clock := find_clock(plain, until.end())):
        return ReadValue("", source), read_alone(clock, source), text[clock.end :].strip()
    rough = _ROUGHLY.match(plain, at)
    first = find_clock(plain, rough.end() if rough else at, bare=bool(_TO.search(plain)) or plain.strip().isdigit())
    if first is None:
        return _say_no_clock(source), ReadValue("", source), source
    start, end, at = _read_from(plain, first, source)
    if behind := _ROUGHLY_BEHIND.match(plain, at):
        at = behind.end()
    if (rough or behind) and start.text:
        start = ask(source, f"“{source[:20]}”是大概的时间，写一个准的。", start.text)
    return start, end, _rest(text, at)


def _rest(text: str, at: int) -> str:
    """What stands behind the times, without the signs that part it from them; a dash alone leads nowhere."""
    rest = text[at:].strip().lstrip(",，、;；:：)）").strip()
    return "" if not fold(rest).strip("-~至到 ") else rest


def _say_no_clock(source: str) -> ReadValue:
    if fold(source) in PARTS or fold(source) in ("全天", "整天", "白天"):
        return ask(source, f"只写了“{source}”，没有写几点。")
    return ask(source, f"时间写成 09:00 或 9:00—10:00，现在是“{source[:20]}”。")


def _read_from(plain: str, first: Clock, source: str) -> tuple[ReadValue, ReadValue, int]:
    """Start and end from a first time on, and the place where their words end."""
    to = _TO.match(plain, first.end)
    second = find_clock(plain, to.end(), bare=True) if to else None
    if second is None:
        start, end, at = read_alone(first, source), ReadValue("", source), first.end
    else:
        start, end = read_pair(first, second, source, next_day=bool(to and to["next"]))
        at = second.end
    if second is None and (opening := _FROM.match(plain, at)):
        return start, end, opening.end()
    lasting = _LASTING.match(plain, at)
    if lasting is None or not (minutes := _length_of(lasting)):
        return start, end, at
    return start, _end_after(start, end, minutes, is_written=second is not None), lasting.end()


def _length_of(match: re.Match[str]) -> int:
    """How many minutes 40分钟, 1.5小时, 两个半小时, 一刻钟 are; 0 where it can't be said."""
    unit = _MINUTES.get(match["unit"][0], 1)
    count = match["count"]
    if count == "半":
        return unit // 2
    number = float(count) if count[0].isdigit() else read_chinese_number(count) or 0
    return round((number + 0.5 * bool(match["half"] or match["more"])) * unit) + int(match["minutes"] or 0)


def _end_after(start: ReadValue, end: ReadValue, minutes: int, *, is_written: bool) -> ReadValue:
    """The end that a written length gives; one that contradicts a written end is asked with both."""
    if not start.text or end.question:
        return end
    begins = int(start.text[:2]) * 60 + int(start.text[3:])
    ends = begins + minutes
    text = say_clock(ends if ends <= _DAY else ends % _DAY)
    if ends > _DAY and not lasts_through_night(begins, ends % _DAY):
        return ask(end.source, f"从 {start.text} 起 {minutes} 分钟，过了半夜，分成两天写。")
    if not is_written or text == end.text:
        return replace(end, text=text)
    return ask(end.source, f"写的是 {minutes} 分钟，结束是 {end.text}。", end.text, text)
