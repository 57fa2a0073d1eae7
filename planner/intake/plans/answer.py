"""The reading of a plan as the JSON object that `planner read-plan` prints."""

from typing import Any

from planner.intake.plans.reading import Fact, Field, PlanReading

_SINGLE = (Field.KIND, Field.TITLE, Field.THEME, Field.STARTS_ON, Field.ENDS_ON, Field.BUDGET_TOTAL)
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
    return answer


def _row(fact: Fact) -> dict[str, Any]:
    return {name: _number(text) if name in _NUMBERS else text or None for name, text in fact.values.items()}


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)
