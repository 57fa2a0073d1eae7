"""The reading of a plan as the JSON object that `planner read-plan` prints."""

from typing import Any

from planner.intake.plans.planrows import event_of, rows_of
from planner.intake.plans.reading import Fact, Field, PlanReading

_SINGLE = (
    Field.KIND,
    Field.TITLE,
    Field.THEME,
    Field.STARTS_ON,
    Field.ENDS_ON,
    Field.STARTS_AT,
    Field.ENDS_AT,
    Field.BUDGET_TOTAL,
)
_NUMBERS = {"count", "quantity"}


def answer_of(reading: PlanReading) -> dict[str, Any]:
    """The fields of a plan by name: null, [] or 0 for what isn't stated; and all facts with their evidence."""
    answer: dict[str, Any] = {}
    for field in Field:
        facts = reading.of(field)
        if field in _SINGLE:
            answer[field] = reading.first(field) or None
        elif field is Field.HEADCOUNT_TOTAL:
            answer[field] = int(reading.first(field)) if facts else None
        elif field is Field.VENUES:
            answer[field] = [fact.value for fact in facts]
        elif field is Field.SAFETY:
            answer[field] = len(facts)
        else:
            answer[field] = [_row(fact) for fact in facts]
    return answer | _evidence(reading)


def _evidence(reading: PlanReading) -> dict[str, Any]:
    """What goes beyond the fields: every fact with its words, chapters, contradictions, what is private."""
    return {
        "facts": [_fact(fact, reading.text) for fact in reading.facts],
        "event": {name: fact.value for name, fact in event_of(reading).items()},
        "rows": {noun: [dict(row.values) for row in rows] for noun, rows in rows_of(reading).items()},
        "sections": [
            {"heading": one.heading, "topic": one.topic, "text": one.text, "span": [one.span.start, one.span.end]}
            for one in reading.sections
        ],
        "conflicts": [{"code": one.code, "sentence": one.sentence} for one in reading.conflicts],
        "private": [{"what": one.what, "span": [one.span.start, one.span.end]} for one in reading.private],
        "notes": list(reading.notes),
    }


def _fact(fact: Fact, text: str) -> dict[str, Any]:
    return {
        "field": fact.field,
        "values": dict(fact.values),
        "words": [text[span.start : span.end] for span in fact.spans],
        "spans": [[span.start, span.end] for span in fact.spans],
        "rule": fact.rule,
        "confidence": fact.confidence,
        "ticked": fact.is_sure,
        "reason": fact.reason,
    }


def _row(fact: Fact) -> dict[str, Any]:
    return {name: _number(text) if name in _NUMBERS else text or None for name, text in fact.values.items()}


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)
