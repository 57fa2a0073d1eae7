"""The steps that the lines of an agenda say."""

import re
from datetime import timedelta

from planner.days import Day
from planner.intake.plans.clocks import FoundTimes, find_times
from planner.intake.plans.entries import Entry
from planner.intake.plans.names import are_names
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan
from planner.intake.plans.reading import Fact
from planner.intake.plans.steps import PART_OF_DAY, DayClock, bare_title, make_step, set_day, untimed_step

_DEADLINE = re.compile(r"前(?!往)(?:完成|上报|报送|将)?|截止|上报|报送|报名")
_NO_STEP = re.compile(
    r"^(?:时间|地点|负责人|参加人员|组织者|主持人?|内容|备注|活动时间|活动地点|说明"
    r"|注)\s*[:：]|班主任.*负责|^组织者|^.{0,6}内容:?$|^.{2,6}内容:|^(?:上报|报送)|请于"
    r"|如下|^见附"
)
_SUB_STEPS = re.compile(r"(?<=[。;；\s])\d+[、.]")
_DETAILS = frozenset({"when", "where", "who", "duties", "contacts", "host", "organizer", "gather"})
# Longer lines without a mark explain; those with a full stop even earlier.
_LONG, _LONG_SENTENCE = 24, 12


def read_agenda_line(entry: Entry, clock: DayClock, plan: Plan) -> list[Fact]:
    """The steps of one line of an agenda: none, one, or several with times; moves the clock on."""
    if entry.nested and entry.label in _DETAILS:
        return []
    if entry.chapter != clock.chapter:
        clock.chapter, clock.timed, clock.pending = entry.chapter, False, None
    part = entry.value if entry.label and not entry.nested else entry.part
    begin = set_day(part, clock, plan)
    rest = _after_part_of_day(part.cut(begin).strip(" :：,，)"), clock)
    if not rest.text or _NO_STEP.search(rest.text) or (begin and _is_only_day(rest.text)):
        return []
    if below := _below_its_time(rest, entry, clock):
        return below
    if _is_only_time(rest, clock):
        return []
    if timed := _timed(rest, clock, plan):
        clock.timed = True
        return timed
    if not _is_step(rest.text, bool(entry.style) or begin > 0, clock):
        return []
    return untimed_step(rest, clock, "agenda", 0.92 if entry.style else 0.8)


def _after_part_of_day(part: Part, clock: DayClock) -> Part:
    """What follows “上午”, which holds for the lines below; before a time it belongs to that."""
    match = PART_OF_DAY.match(part.text)
    if match is None:
        return part
    clock.part = match[1]
    behind = part.text[match.end() :]
    return part if behind and re.match(r"\d|[一二三四五六七八九十]+点", behind) else part.cut(match.end())


def _below_its_time(part: Part, entry: Entry, clock: DayClock) -> list[Fact]:
    """A step whose time stood on the line above."""
    if not clock.pending or entry.style or _names_people(part.text) or next(find_times(part.text), None):
        return []
    title = bare_title(part)
    if not title.text:
        return []
    pending, clock.pending = clock.pending, None
    return [make_step(title, clock.day, pending, "time-above", 0.92)]


def _is_only_time(part: Part, clock: DayClock) -> bool:
    """Whether the line is nothing but a time, which is then kept for the next one."""
    only = next(find_times(part.text, clock.part), None)
    if only is None or only.start or only.end < len(part.text.rstrip(" :：")):
        return False
    clock.pending = only
    return True


def _is_step(text: str, marked: bool, clock: DayClock) -> bool:
    if text.endswith(":") or text.startswith("("):
        return False
    if marked:
        return True
    if clock.timed or re.match(r"\d", text) or _names_people(text):
        return False
    return len(text) <= (_LONG_SENTENCE if text.endswith("。") else _LONG) or text.endswith(("；", ";"))


def _names_people(text: str) -> bool:
    _, colon, tail = text.partition(":")
    return bool(colon) and are_names(tail)


def _is_only_day(text: str) -> bool:
    return bool(re.fullmatch(r"[(（]?(?:周|星期).?[)）]?|至.*", text))


def _timed(part: Part, clock: DayClock, plan: Plan) -> list[Fact]:
    """The steps of a line with times: one, or several one after the other."""
    text = part.text
    times = [found for found in find_times(text, clock.part) if _is_clock(text, found)]
    if not times:
        return []
    if times[0].start > 2 and not PART_OF_DAY.match(text) and _time_behind(text, times):
        return _behind(part, times[0], clock)
    if match := re.match(r"([\u4e00-\u9fff]{2,8}):\s*(?:\d{1,2}月\d{1,2}日)?\s*$", text[: times[0].start]):
        return [make_step(part.cut(0, match.end(1)), clock.day, times[0], "time-behind", 0.93)]
    found: list[Fact] = []
    for at, time in enumerate(times):
        end = times[at + 1].start if at + 1 < len(times) else len(text)
        title = bare_title(part.cut(time.end, end))
        if len(title.text) < 2 or _DEADLINE.match(text[time.end :]):
            continue
        _next_day(time, clock, plan)
        found.append(make_step(title, clock.day, time, "time-line", 0.95, part.cut(time.start, time.end)))
        found += _sub_steps(part.cut(time.end, end), clock)
    return found


def _is_clock(text: str, found: FoundTimes) -> bool:
    before = text[max(0, found.start - 1) : found.start]
    return text[found.end : found.end + 2] not in ("小时", "分钟") and before not in ("第", "/")


def _time_behind(text: str, times: list[FoundTimes]) -> bool:
    """“开场舞蹈（9:00—9:20）”, “集合 14:00”: the time stands after the step."""
    return len(times) == 1 and (text[times[0].start - 1] in "( :" and times[0].end >= len(text) - 2)


def _behind(part: Part, time: FoundTimes, clock: DayClock) -> list[Fact]:
    title = bare_title(part.cut(0, time.start).strip(" (:：,，"))
    return [make_step(title, clock.day, time, "time-behind", 0.93)] if len(title.text) > 1 else []


def _next_day(time: FoundTimes, clock: DayClock, plan: Plan) -> None:
    """Under a day of several, a time long before the last one begins the next day, whose heading was lost."""
    last, clock.last = clock.last, time
    if not last or time.first >= last.first or not clock.day or clock.part or plan.first == plan.last:
        return
    if last.first.hour - time.first.hour >= 4 and plan.last and clock.day < plan.last.iso:
        clock.day = Day.parse(clock.day).shift(timedelta(days=1)).iso


def _sub_steps(part: Part, clock: DayClock) -> list[Fact]:
    """Steps within brackets: (1、区领导讲话。2、…)."""
    match = re.search(r"[(（]\s*(1[、.].*)$", part.text)
    if not match:
        return []
    inner = part.cut(match.start(1)).strip(")） ")
    pieces = inner.cut(2).split(_SUB_STEPS)
    return [
        make_step(bare_title(piece), clock.day, None, "steps-in-brackets", 0.7)
        for piece in pieces
        if len(piece.text) > 1
    ]
