"""A step of a schedule: its title without what surrounds it, and the day that it stands under."""

import re
from dataclasses import dataclass
from datetime import timedelta

from planner.intake.plans.clocks import FoundTimes
from planner.intake.plans.dates import find_days
from planner.intake.plans.marks import read_number
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

PART_OF_DAY = re.compile(r"^(上午|下午|晚上|中午|早上|傍晚)\s*[:，,]?\s*")
_ENDS = re.compile(r"[。；;]|(?<=.{4})[，,](?=.{8})|:(?=.{12})")
_TAIL = re.compile(r"\s*[(（].*$|\s*负责人.*$|\s*主持人.*$|[。.，,；;:、]+$")
_HEAD = re.compile(r"^左右[,，]?|^[\s:，,、。)—\-]+|^(?:整|由)(?=[\u4e00-\u9fff])|^(?:在|,)(?=.{0,2}时)")
_NTH_DAY = re.compile(
    r"^(?:第([一二三四五六七八九十\d]+)天|[Dd][Aa][Yy]\s*(\d+)|(?:研学)?首日)\s*(?:\(.*?\))?\s*[:：]?\s*"
)


@dataclass(slots=True)
class DayClock:
    """What the lines of a chapter stand under: a day, a part of it, a time on a line of its own."""

    day: str
    part: str = ""
    timed: bool = False
    pending: FoundTimes | None = None
    chapter: int = -1
    last: FoundTimes | None = None


def set_day(part: Part, clock: DayClock, plan: Plan) -> int:
    """Read a day at the head of a line into the clock; answers where the rest of the line begins."""
    days = next(find_days(part.text, plan.year), None)
    if days and days.start <= 1:
        if not days.is_range:
            clock.day, clock.part, clock.last = days.first.iso, "", None
        return days.end
    if (match := _NTH_DAY.match(part.text)) and plan.first:
        nth = int(match[2] or 0) or read_number(match[1] or "一")
        clock.day, clock.part, clock.last = plan.first.shift(timedelta(days=nth - 1)).iso, "", None
        return match.end()
    return 0


def bare_title(part: Part) -> Part:
    """A title without its end: brackets, who is in charge, what the second sentence explains."""
    while match := _HEAD.match(part.text):
        if not match[0]:
            break
        part = part.cut(match.end())
    if (match := _ENDS.search(part.text)) and match.start() > 1:
        part = part.cut(0, match.start())
    while match := _TAIL.search(part.text):
        if match.start() < 2:
            break
        part = part.cut(0, match.start())
    return part.strip()


def make_step(
    title: Part, day: str, times: FoundTimes | None, rule: str, confidence: float, at: Part | None = None
) -> Fact:
    """A step with its words; an untimed one has no start and no end."""
    start = f"{times.first:%H:%M}" if times else ""
    end = f"{times.last:%H:%M}" if times and times.last else ""
    reason = "" if confidence >= 0.9 else "没有写在流程里，或者没有编号"
    fact = state(Field.SCHEDULE, rule, confidence, title, reason, date=day, start=start, end=end, title=title.text)
    spans = (at.span, title.span) if at else (title.span,)
    return Fact(fact.field, fact.values, spans, rule, confidence, reason)


def untimed_step(part: Part, clock: DayClock, rule: str, confidence: float) -> list[Fact]:
    """The step that a line without a time is; none where nothing is left of it."""
    title = bare_title(part)
    if len(title.text) < 2 or title.text.endswith(("如下", "分为三部分")):
        return []
    return [make_step(title, clock.day, None, rule, confidence)]
