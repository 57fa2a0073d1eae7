"""On which days the event is."""

import re

from planner.days import Day, day_order
from planner.intake.plans.clocks import find_times
from planner.intake.plans.dates import FoundDays, find_days
from planner.intake.plans.entries import Entry
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan
from planner.intake.plans.reading import Fact, Field

_HELD = re.compile(r"定于|定在|将于|拟于|计划于|决定于|准备在|计划在|时间|举行|举办|开展|组织|到.*参加")
_MONTHS = re.compile(r"\d\s*月(?:份|底|初|中旬|上旬|下旬)?(?!\s*\d)|每月|每周|全年")
_DAYLONG = re.compile(r"每天|每日|每周")
_SET = re.compile(r"定于|定在|将于|拟于|计划于|决定于|准备在|计划在")
_DEADLINE = re.compile(r"\s*(?:之前|以前|前|截止|起报名)")
_NO_DAY = ("report", "contacts", "appendix", "budget", "duties")


def find_event_days(plan: Plan) -> tuple[list[Fact], Day | None, Day | None]:
    """The first and the last day with their facts; both None where the text doesn't say them."""
    if _is_months(plan):
        return [], None, None
    for rule, confidence, entries in _places(plan):
        found = [(entry.value, days) for entry in entries for days in _days(entry.value)]
        if found:
            return _state(found, rule, confidence)
    return [], None, None


def find_year(plan: Plan) -> int | None:
    """The year that the event's own line of time says, also where it says no day."""
    found = (re.search(r"(20\d\d)\s*年", part.text) for part in plan.values("when", "whenwhere"))
    return next((int(match[1]) for match in found if match), None)


def _is_months(plan: Plan) -> bool:
    """Whether the line of time says months or weekdays and no day: 2013年3月—12月, 每周六."""
    said = [
        entry.value.text for entry in plan.about("when") if not (entry.nested or entry.guessed) and entry.value.text
    ]
    return bool(said) and bool(_MONTHS.search(said[0])) and not any(next(find_days(text), None) for text in said)


def find_hours(plan: Plan) -> list[Fact]:
    """When the event begins and ends on its day, where its own line of time says so."""
    for entry in plan.about("when", "whenwhere"):
        times = None if entry.nested else next(find_times(entry.value.text), None)
        if times and not _DAYLONG.search(entry.value.text):
            span = (entry.value.cut(times.start, times.end).span,)
            ends = (
                [Fact(Field.ENDS_AT, {"value": f"{times.last:%H:%M}"}, span, "time-label", 0.93)] if times.last else []
            )
            return [Fact(Field.STARTS_AT, {"value": f"{times.first:%H:%M}"}, span, "time-label", 0.93), *ends]
    return []


def _places(plan: Plan) -> list[tuple[str, float, list[Entry]]]:
    """Where days are looked for, the best place first."""
    spoken = _sentences(plan)
    times = [entry for entry in plan.about("when", "whenwhere") if not entry.nested and entry.value.text]
    labelled = [entry for entry in times if not entry.guessed]
    guessed = [entry for entry in times if entry.guessed and len(list(find_days(entry.value.text)))]
    gathers = [
        entry
        for entry in plan.about("gather")
        if entry.value.text and not re.search("报名|截止", entry.label_part.text)
    ]
    phases = [entry for entry in plan.about("phases") if entry.value.text]
    schedule = [entry for entry in plan.chapters("schedule") if entry.value.text]
    return [
        ("time-label", 0.97, labelled[:8]),
        ("sentence", 0.85, [entry for entry in spoken if _SET.search(entry.part.text)][:1]),
        ("gathering", 0.85, gathers),
        ("heading-lost", 0.8, _earliest_range(guessed)),
        ("activities", 0.8, [entry for entry in plan.entries if entry.nested and entry.label == "when"]),
        ("phases", 0.8, phases),
        ("sentence", 0.8, spoken),
        ("schedule", 0.75, schedule),
        ("heading-lost", 0.7, [entry for entry in plan.entries[:12] if entry.about in ("", "purpose")]),
    ]


def _sentences(plan: Plan) -> list[Entry]:
    """Sentences that say when something is held."""
    return [
        entry
        for entry in plan.entries
        if entry.about not in _NO_DAY and _HELD.search(entry.part.text) and len(entry.part.text) > 20
    ]


def _earliest_range(entries: list[Entry]) -> list[Entry]:
    """Of lines that are nothing but days the first with a range, else the first."""
    ranged = [entry for entry in entries if any(days.is_range for days in find_days(entry.value.text))]
    return (ranged or entries)[:1]


def _days(part: Part) -> list[FoundDays]:
    return [days for days in find_days(part.text) if not _DEADLINE.match(part.text[days.end : days.end + 3])]


def _state(found: list[tuple[Part, FoundDays]], rule: str, confidence: float) -> tuple[list[Fact], Day, Day]:
    year = next((days.first.year for _, days in found if days.first.year), None)
    firsts = [days.first.in_year(year) for _, days in found]
    lasts = [days.last.in_year(year) for _, days in found]
    anchor = firsts[0]
    first, last = anchor, max(lasts, key=lambda day: day_order(day, anchor))
    reason = "" if confidence >= 0.9 else "没有写在“时间”一项里"
    span_first = (found[0][0].cut(found[0][1].start, found[0][1].end).span,)
    at = lasts.index(last)
    span_last = (found[at][0].cut(found[at][1].start, found[at][1].end).span,)
    facts = [
        Fact(Field.STARTS_ON, {"value": first.iso}, span_first, rule, confidence, reason),
        Fact(Field.ENDS_ON, {"value": last.iso}, span_last, rule, confidence, reason),
    ]
    return facts, first, last
