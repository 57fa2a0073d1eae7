"""The steps of an event: of its agenda, of tables, of sentences with times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from planner.days import Day
from planner.intake.plans.clocks import FoundTimes, find_times
from planner.intake.plans.dates import find_days
from planner.intake.plans.entries import Entry
from planner.intake.plans.marks import read_number
from planner.intake.plans.names import are_names
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field
from planner.intake.plans.tables import PlanTable

_ENDS = re.compile(r"[。；;]|(?<=.{4})[，,](?=.{8})|:(?=.{12})")
_TAIL = re.compile(r"\s*[(（].*$|\s*负责人.*$|\s*主持人.*$|[。.，,；;:、]+$")
_HEAD = re.compile(r"^左右[,，]?|^[\s:，,、。)—\-]+|^(?:整|由)(?=[\u4e00-\u9fff])|^(?:在|,)(?=.{0,2}时)")
_PART_OF_DAY = re.compile(r"^(上午|下午|晚上|中午|早上|傍晚)\s*[:，,]?\s*")
_NTH_DAY = re.compile(
    r"^(?:第([一二三四五六七八九十\d]+)天|[Dd][Aa][Yy]\s*(\d+)|(?:研学)?首日)\s*(?:\(.*?\))?\s*[:：]?\s*"
)
_DEADLINE = re.compile(r"前(?!往)(?:完成|上报|报送|将)?|截止|上报|报送|报名")
_NO_STEP = re.compile(
    r"^(?:时间|地点|负责人|参加人员|组织者|主持人?|内容|备注|活动时间|活动地点|说明|注)\s*[:：]|班主任.*负责|^组织者|^.{0,6}内容:?$|^.{2,6}内容:|^(?:上报|报送)|请于|如下|^见附"
)
_FIRST = re.compile(r"(?:首先|先由|(?<!少)先(?!队|锋|进|烈)|接着|然后|随后|最后|之后|再(?!过)|中午大家)")
_SUB_STEPS = re.compile(r"(?<=[。;；\s])\d+[、.]")


@dataclass(slots=True)
class _Clock:
    """The day and the part of the day that lines below stand under."""

    day: str
    part: str = ""
    timed: bool = False
    pending: FoundTimes | None = None
    chapter: int = -1
    last: FoundTimes | None = None


def find_schedule(plan: Plan) -> list[Fact]:
    """All steps in the order of the text; the day of an event of one day stands at each."""
    found = [fact for table in plan.tables_about("schedule") for fact in _of_table(table, plan)]
    clock = _Clock(plan.only_day)
    for entry in plan.entries:
        if entry.guessed and entry.topic == "when":
            _set_day(entry.part, clock, plan)
        if entry.topic != "schedule" or (entry.label and not entry.value.text):
            continue
        if entry.nested and entry.label == "when" and found:
            found[-1] = _with_time(found[-1], entry.value, plan)
        else:
            found += _of_entry(entry, clock, plan)
    if not found:
        for entry in plan.chapters("phases", "prep"):
            found += _of_phase(entry, plan)
    if not found:
        found = _in_text(plan)
    return sorted(_unique(found), key=lambda fact: fact.spans[0].start)


def _with_time(step: Fact, said: Part, plan: Plan) -> Fact:
    """A step with the day and the time that stand on a line of their own below it."""
    days, times = next(find_days(said.text, plan.year), None), next(find_times(said.text), None)
    if step.values["start"] or (days and days.is_range):
        return step
    values = {
        **step.values,
        "date": days.first.iso if days else step.values["date"],
        "start": f"{times.first:%H:%M}" if times else "",
        "end": f"{times.last:%H:%M}" if times and times.last else "",
    }
    return replace(step, values=values, spans=(*step.spans, said.span))


def _unique(facts: list[Fact]) -> list[Fact]:
    seen = {(fact.spans, fact.values["title"]): fact for fact in facts}
    return list(seen.values())


def _of_table(table: PlanTable, plan: Plan) -> Iterator[Fact]:
    clock = _Clock(plan.only_day)
    for row in table.rows:
        what = next((row[column] for column in ("title", "item", "goods") if column in row and row[column].text), None)
        if what is None:
            continue
        if "date" in row:
            _set_day(row["date"], clock, plan)
        if "time" in row and (match := _PART_OF_DAY.match(row["time"].text)):
            clock.part = match[1]
        times = next(find_times(row["time"].text, clock.part), None) if "time" in row else None
        yield _step(_bare(what), clock.day, times, "table", 0.96)


def _set_day(part: Part, clock: _Clock, plan: Plan) -> int:
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


def _of_entry(entry: Entry, clock: _Clock, plan: Plan) -> list[Fact]:
    part = entry.value if entry.label and not entry.nested else entry.part
    if entry.nested and entry.label in ("when", "where", "who", "duties", "contacts", "host", "organizer", "gather"):
        return []
    if entry.chapter != clock.chapter:
        clock.chapter, clock.timed, clock.pending = entry.chapter, False, None
    begin = _set_day(part, clock, plan)
    rest = part.cut(begin).strip(" :：,，)")
    if match := _PART_OF_DAY.match(rest.text):
        if not re.match(r"\d|[一二三四五六七八九十]+点", rest.text[match.end() :]) or not rest.text[match.end() :]:
            rest = rest.cut(match.end())
        clock.part = match[1]
    if not rest.text or _NO_STEP.search(rest.text) or (begin and _is_only_day(rest.text)):
        return []
    if (
        clock.pending
        and not entry.style
        and not _names_people(rest.text)
        and (title := _bare(rest)).text
        and not next(find_times(rest.text), None)
    ):
        pending, clock.pending = clock.pending, None
        return [_step(title, clock.day, pending, "time-above", 0.92)]
    only = next(find_times(rest.text, clock.part), None)
    if only and only.start == 0 and only.end >= len(rest.text.rstrip(" :：")):
        clock.pending = only
        return []
    timed = _timed(rest, clock, plan)
    if timed:
        clock.timed = True
        return timed
    marked = bool(entry.style) or begin > 0
    if not marked and (clock.timed or re.match(r"\d", rest.text) or _names_people(rest.text)):
        return []
    if not marked and (
        (len(rest.text) > 24 and not rest.text.endswith(("；", ";")))
        or (len(rest.text) > 12 and rest.text.endswith("。"))
    ):
        return []
    if rest.text.endswith(":") or rest.text.startswith("("):
        return []
    return _untimed(rest, clock, "agenda", 0.92 if entry.style else 0.8)


def _names_people(text: str) -> bool:
    head, colon, tail = text.partition(":")
    return bool(colon) and are_names(tail)


def _is_only_day(text: str) -> bool:
    return bool(re.fullmatch(r"[(（]?(?:周|星期).?[)）]?|至.*", text))


def _untimed(part: Part, clock: _Clock, rule: str, confidence: float) -> list[Fact]:
    title = _bare(part)
    if len(title.text) < 2 or title.text.endswith(("如下", "分为三部分")):
        return []
    return [_step(title, clock.day, None, rule, confidence)]


def _timed(part: Part, clock: _Clock, plan: Plan) -> list[Fact]:
    """The steps of a line with times: one, or several one after the other."""
    text = part.text
    times = [found for found in find_times(text, clock.part) if _is_clock(text, found)]
    if not times:
        return []
    if times[0].start > 2 and not _PART_OF_DAY.match(text) and _time_behind(text, times):
        return _behind(part, times[0], clock)
    if match := re.match(r"([\u4e00-\u9fff]{2,8}):\s*(?:\d{1,2}月\d{1,2}日)?\s*$", text[: times[0].start]):
        return [_step(part.cut(0, match.end(1)), clock.day, times[0], "time-behind", 0.93)]
    found: list[Fact] = []
    for at, time in enumerate(times):
        end = times[at + 1].start if at + 1 < len(times) else len(text)
        title = _bare(part.cut(time.end, end))
        if len(title.text) < 2 or _DEADLINE.match(text[time.end :]):
            continue
        _next_day(time, clock, plan)
        found.append(_step(title, clock.day, time, "time-line", 0.95, part.cut(time.start, time.end)))
        found += _sub_steps(part.cut(time.end, end), clock)
    return found


def _is_clock(text: str, found: FoundTimes) -> bool:
    return text[found.end : found.end + 2] not in ("小时", "分钟") and text[
        max(0, found.start - 1) : found.start
    ] not in ("第", "/")


def _time_behind(text: str, times: list[FoundTimes]) -> bool:
    """“开场舞蹈（9:00—9:20）”, “集合 14:00”: the time stands after the step."""
    return len(times) == 1 and (text[times[0].start - 1] in "( :" and times[0].end >= len(text) - 2)


def _behind(part: Part, time: FoundTimes, clock: _Clock) -> list[Fact]:
    title = _bare(part.cut(0, time.start).strip(" (:：,，"))
    return [_step(title, clock.day, time, "time-behind", 0.93)] if len(title.text) > 1 else []


def _next_day(time: FoundTimes, clock: _Clock, plan: Plan) -> None:
    """Under a day of several, a time long before the last one begins the next day, whose heading was lost."""
    last, clock.last = clock.last, time
    if not last or time.first >= last.first or not clock.day or clock.part or plan.first == plan.last:
        return
    if last.first.hour - time.first.hour >= 4 and plan.last and clock.day < plan.last.iso:
        clock.day = Day.parse(clock.day).shift(timedelta(days=1)).iso


def _sub_steps(part: Part, clock: _Clock) -> list[Fact]:
    """Steps within brackets: (1、区领导讲话。2、…)."""
    match = re.search(r"[(（]\s*(1[、.].*)$", part.text)
    if not match:
        return []
    inner = part.cut(match.start(1)).strip(")） ")
    pieces = inner.cut(2).split(_SUB_STEPS)
    return [_step(_bare(piece), clock.day, None, "steps-in-brackets", 0.7) for piece in pieces if len(piece.text) > 1]


def _bare(part: Part) -> Part:
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


def _step(
    title: Part, day: str, times: FoundTimes | None, rule: str, confidence: float, at: Part | None = None
) -> Fact:
    start = f"{times.first:%H:%M}" if times else ""
    end = f"{times.last:%H:%M}" if times and times.last else ""
    reason = "" if confidence >= 0.9 else "没有写在流程里，或者没有编号"
    fact = state(Field.SCHEDULE, rule, confidence, title, reason, date=day, start=start, end=end, title=title.text)
    spans = (at.span, title.span) if at else (title.span,)
    return Fact(fact.field, fact.values, spans, rule, confidence, reason)


def _of_phase(entry: Entry, plan: Plan) -> list[Fact]:
    """Steps under a stage: numbered, without days of their own."""
    text = entry.part.text
    if not entry.style or entry.style in ("han", "part", "step") or next(find_days(text), None) or entry.label:
        return []
    if "阶段" in text[:12] or re.match(r"^\S{2,6}:", text):
        return []
    return _untimed(entry.part, _Clock(""), "stage-step", 0.75)


def _in_text(plan: Plan) -> list[Fact]:
    """Steps of running sentences: those with times, and those that go 先…接着…最后."""
    found: list[Fact] = []
    clock = _Clock(plan.only_day)
    for entry in plan.entries:
        if (
            entry.label
            or entry.style
            or len(entry.part.text) < 16
            or entry.about in ("safety", "contacts", "budget", "when")
        ):
            continue
        if not found and re.search("定于|定在|主办|拟于|计划于", entry.part.text):
            continue
        for sentence in entry.part.split(re.compile("[。；]")):
            found += _of_sentence(sentence, clock, plan)
    return found


def _of_sentence(sentence: Part, clock: _Clock, plan: Plan) -> list[Fact]:
    found: list[Fact] = []
    if re.search("保险|元|安全|注意|防止", sentence.text):
        return found
    for clause in sentence.split(re.compile("[，,]")):
        begin = _set_day(clause, clock, plan)
        clause = clause.cut(begin)
        times = next(find_times(clause.text, ""), None)
        sequel = _FIRST.search(clause.text)
        if times and times.start < 8:
            title = _bare(clause.cut(times.end).strip("整开始 "))
            found += [_step(title, clock.day, times, "sentence-time", 0.75)] if len(title.text) > 1 else []
        elif sequel and sequel.start() <= 6:
            title = _bare(clause.cut(sequel.end()))
            found += [_step(title, clock.day, None, "sentence-order", 0.7)] if len(title.text) > 2 else []
    return found
