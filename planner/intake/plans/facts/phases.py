"""The stages of an event and the dated steps of its preparation."""

import re

from planner.intake.plans.dates import FoundDays, find_days
from planner.intake.plans.entries import Entry
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

_BEFORE = re.compile(r"\s*(?:\(.{1,4}\))?\s*(?:之前|以前|前|底前)\s*[,，:：]?\s*")
_OPEN = re.compile(r"^\s*(?:第?[一二三四五六]\s*(?:个)?阶段\s*)?[:：、]?\s*|[\s:：(（〔,，]+$")
_STAGE = re.compile(r"阶段|步骤|时期|环节")
_END = re.compile(r"[(（。；;，,]|负责人")
_NO_STAGE = re.compile(
    r"(?:时间|日期|截止|报名|返校|集合|地点|返回|集中|至|共|年|定于|将于|从|自|于)$|^(?:时间|日期|地点|主题)"
)
_TOPICS = ("phases", "prep", "schedule", "when")


def find_phases(plan: Plan) -> list[Fact]:
    """Named stages with their days, and what is prepared on or before a day; the days of the event itself are none."""
    found: list[Fact] = []
    for entry in plan.chapters(*_TOPICS, "report"):
        for part in _pieces(entry):
            found += _of_part(part, entry, plan)
    return found


def _pieces(entry: Entry) -> list[Part]:
    """A stage is a line; on the line of a label there may be several."""
    if entry.topic == "when" and entry.label:
        return entry.value.split(re.compile("[；;]"))
    return [entry.value if entry.is_heading else entry.part]


def _of_part(part: Part, entry: Entry, plan: Plan) -> list[Fact]:
    days = next(find_days(part.text, plan.year), None)
    if days is None or entry.nested:
        return []
    before = part.cut(0, days.start)
    name = _name(before)
    deadline = _BEFORE.match(part.text[days.end :])
    if len(name.text) < 2 and days.start <= 6 and entry.topic in ("phases", "prep"):
        return _dated(part, days, deadline)
    if not 1 < len(name.text) <= 14 or _NO_STAGE.search(name.text) or re.search("[。，,]", name.text):
        return []
    if _STAGE.search(before.text) or (days.is_range and entry.topic != "when") or _brackets(part, days):
        return _state(name, days, deadline is not None, 0.95 if _STAGE.search(before.text) else 0.9)
    if entry.topic == "when" and before.text.endswith((":", "：", " ")) and entry.style:
        return _state(name, days, False, 0.9)
    return []


def _brackets(part: Part, days: FoundDays) -> bool:
    """“招募（10月20日）”: a step with its day in brackets, which isn't a step of the day itself."""
    return part.text[days.start - 1 : days.start] == "(" and part.text[days.end : days.end + 1] == ")"


def _name(part: Part) -> Part:
    """The name of a stage: 宣传动员 of “第一阶段：宣传动员（”, 准备阶段 of “第一、准备阶段”."""
    part = part.strip(" :：(（〔[,，、")
    if (
        match := re.match(r"第?[一二三四五六]\s*(?:个)?(?:阶段|步)\s*[:：、,，\s(]\s*", part.text)
    ) and match.end() < len(part.text):
        part = part.cut(match.end())
    return part.strip(" :：(（〔,，)）")


def _dated(part: Part, days: FoundDays, deadline: re.Match[str] | None) -> list[Fact]:
    rest = part.cut(days.end + (deadline.end() if deadline else 0)).strip(" :：,，)）")
    if match := _END.search(rest.text):
        rest = rest.cut(0, match.start())
    if len(rest.text) < 2:
        return []
    return _state(rest.strip(), days, deadline is not None, 0.9)


def _state(name: Part, days: FoundDays, is_deadline: bool, confidence: float) -> list[Fact]:
    first = "" if is_deadline else days.first.iso
    values = {"name": name.text, "starts_on": first, "ends_on": days.last.iso}
    return [state(Field.PHASES, "stage", confidence, name, "", **values)]
