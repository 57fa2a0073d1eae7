"""Facts as rows of nouns and as the facts of an event: texts as one would type them into the forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from planner.enums import PartyRole, SafetyPhase
from planner.intake.plans.reading import Fact, Field, PlanReading

_PARTIES = {
    "host": PartyRole.HOST,
    "organizer": PartyRole.ORGANISER,
    "co_organizer": PartyRole.CO_ORGANISER,
    "supporter": PartyRole.SUPPORT,
}
# Kinds of the answer that are called otherwise among the kinds of events; the others have no proposals of their own.
_KINDS = {"memorial": "qingming", "volunteer_service": "blank", "sports": "blank", "other": "blank"}
_BEFORE = re.compile(r"出发前|行前|赛前|演出前|活动前|提前|事先|预先|购买.*保险|投保|签订|检查|办理|踩点|培训")
_AFTER = re.compile(r"结束后|返回后|返校后|活动后|散场|退场|到家")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a noun: texts by the fields of its form, and the fact that it was made of."""

    values: Mapping[str, str]
    fact: Fact


def rows_of(reading: PlanReading) -> dict[str, tuple[PlanRow, ...]]:
    """The rows of each noun that the text has any of, in the order of the text."""
    rows: dict[str, list[PlanRow]] = {}
    for fact in reading.facts:
        if found := _row(fact):
            noun, values = found
            rows.setdefault(noun, []).append(PlanRow(values, fact))
    return {noun: tuple(found) for noun, found in rows.items()}


def _row(fact: Fact) -> tuple[str, dict[str, str]] | None:
    said = fact.values
    match fact.field:
        case Field.SCHEDULE:
            return "schedule", {"day": said["date"], "start": said["start"], "end": said["end"], "title": said["title"]}
        case Field.PHASES:
            return "phases", dict(said)
        case Field.PEOPLE:
            return "duties", dict(said)
        case Field.CONTACTS:
            return "contacts", {"name": said["name"] or said["phone"], "phone": said["phone"]}
        case Field.SUPPLIES:
            return "supplies", {**said, "quantity": said["quantity"] or "若干"}
        case Field.BUDGET:
            return "budget", {"item": said["item"], "stated": said["amount"]}
        case Field.HEADCOUNTS:
            return "head_counts", dict(said)
        case Field.VENUES:
            return "stops", {"name": fact.value}
        case Field.ORGANISATIONS:
            return "parties", {"role": _PARTIES[said["role"]].label, "name": said["name"]}
        case Field.SAFETY:
            return "safety", {"item": fact.value, "phase": _phase(fact.value).label}
    return None


def _phase(item: str) -> SafetyPhase:
    """When a check is due; most are looked after while the event goes on."""
    if _AFTER.search(item):
        return SafetyPhase.AFTER
    return SafetyPhase.BEFORE if _BEFORE.search(item) else SafetyPhase.DURING


def event_of(reading: PlanReading) -> dict[str, Fact]:
    """The facts of the event by the fields of its form: title, kind, theme, days, times, place, stated_total."""
    fields = {
        "title": Field.TITLE,
        "theme": Field.THEME,
        "starts_on": Field.STARTS_ON,
        "ends_on": Field.ENDS_ON,
        "starts_at": Field.STARTS_AT,
        "ends_at": Field.ENDS_AT,
        "stated_total": Field.HEADCOUNT_TOTAL,
    }
    found = {name: reading.of(field)[0] for name, field in fields.items() if reading.of(field)}
    for fact in reading.of(Field.KIND):
        found["kind"] = _with_value(fact, _KINDS.get(fact.value, fact.value))
    if venues := reading.of(Field.VENUES):
        place = "、".join(fact.value for fact in venues)
        spans = tuple(span for fact in venues for span in fact.spans)
        least = min(venues, key=lambda fact: fact.confidence)
        found["place"] = Fact(Field.VENUES, {"value": place}, spans, least.rule, least.confidence, least.reason)
    return found


def _with_value(fact: Fact, value: str) -> Fact:
    return Fact(fact.field, {"value": value}, fact.spans, fact.rule, fact.confidence, fact.reason)
