"""The steps of an event: of its agenda, of tables, of sentences with times."""

import re
from collections.abc import Iterator
from dataclasses import replace

from planner.intake.plans.clocks import find_times
from planner.intake.plans.dates import find_days
from planner.intake.plans.entries import Entry
from planner.intake.plans.facts.agenda import read_agenda_line
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan
from planner.intake.plans.reading import Fact
from planner.intake.plans.steps import PART_OF_DAY, DayClock, bare_title, make_step, set_day, untimed_step
from planner.intake.plans.tables import PlanTable

_FIRST = re.compile(r"(?:首先|先由|(?<!少)先(?!队|锋|进|烈)|接着|然后|随后|最后|之后|再(?!过)|中午大家)")
_HELD = re.compile("定于|定在|主办|拟于|计划于")
_NO_STEPS = frozenset({"safety", "contacts", "budget", "when"})


def find_schedule(plan: Plan) -> list[Fact]:
    """All steps in the order of the text; the day of an event of one day stands at each."""
    found = [fact for table in plan.tables_about("schedule") for fact in _of_table(table, plan)]
    clock = DayClock(plan.only_day)
    for entry in plan.entries:
        if entry.guessed and entry.topic == "when":
            set_day(entry.part, clock, plan)
        if entry.topic != "schedule" or (entry.label and not entry.value.text):
            continue
        if entry.nested and entry.label == "when" and found:
            found[-1] = _with_time(found[-1], entry.value, plan)
        else:
            found += read_agenda_line(entry, clock, plan)
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
    clock = DayClock(plan.only_day)
    for row in table.rows:
        what = next((row[column] for column in ("title", "item", "goods") if column in row and row[column].text), None)
        if what is None:
            continue
        if "date" in row:
            set_day(row["date"], clock, plan)
        if "time" in row and (match := PART_OF_DAY.match(row["time"].text)):
            clock.part = match[1]
        times = next(find_times(row["time"].text, clock.part), None) if "time" in row else None
        yield make_step(bare_title(what), clock.day, times, "table", 0.96)


def _of_phase(entry: Entry, plan: Plan) -> list[Fact]:
    """Steps under a stage: numbered, without days of their own."""
    text = entry.part.text
    if not entry.style or entry.style in ("han", "part", "step") or next(find_days(text), None) or entry.label:
        return []
    if "阶段" in text[:12] or re.match(r"^\S{2,6}:", text):
        return []
    return untimed_step(entry.part, DayClock(""), "stage-step", 0.75)


def _in_text(plan: Plan) -> list[Fact]:
    """Steps of running sentences: those with times, and those that go 先…接着…最后."""
    found: list[Fact] = []
    clock = DayClock(plan.only_day)
    for entry in plan.entries:
        if entry.label or entry.style or len(entry.part.text) < 16 or entry.about in _NO_STEPS:
            continue
        if not found and _HELD.search(entry.part.text):
            continue
        for sentence in entry.part.split(re.compile("[。；]")):
            found += _of_sentence(sentence, clock, plan)
    return found


def _of_sentence(sentence: Part, clock: DayClock, plan: Plan) -> list[Fact]:
    found: list[Fact] = []
    if re.search("保险|元|安全|注意|防止", sentence.text):
        return found
    for clause in sentence.split(re.compile("[，,]")):
        begin = set_day(clause, clock, plan)
        clause = clause.cut(begin)
        times = next(find_times(clause.text, ""), None)
        sequel = _FIRST.search(clause.text)
        if times and times.start < 8:
            title = bare_title(clause.cut(times.end).strip("整开始 "))
            found += [make_step(title, clock.day, times, "sentence-time", 0.75)] if len(title.text) > 1 else []
        elif sequel and sequel.start() <= 6:
            title = bare_title(clause.cut(sequel.end()))
            found += [make_step(title, clock.day, None, "sentence-order", 0.7)] if len(title.text) > 2 else []
    return found
