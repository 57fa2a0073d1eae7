"""By when a summary is to be filed: so many days after the event, as the unit says for its kind; dated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class SummaryRules:
    """What a unit asks of summaries from a day on: within how many days, and otherwise for some kinds of events.

    Committees that collect summaries within a week of the event are the usual case; each unit
    writes and confirms its own.
    """

    effective_from: date | None = None
    document: str = ""
    confirmed: bool = False
    days: int = USUAL_DAYS
    days_by_kind: Mapping[str, int] = field(default_factory=dict)

    def days_for(self, kind: str) -> int:
        """Within how many days after an event of that kind."""
        return self.days_by_kind.get(kind, self.days)


def summary_rules_to_dict(rules: SummaryRules) -> dict[str, Any]:
    """The rules as what JSON can hold; `summary_rules_from_dict` gives the same ones back."""
    return {
        "effective_from": rules.effective_from.isoformat() if rules.effective_from else None,
        "document": rules.document,
        "confirmed": rules.confirmed,
        "days": rules.days,
        "days_by_kind": dict(rules.days_by_kind),
    }


def summary_rules_from_dict(data: Mapping[str, Any]) -> SummaryRules:
    """The rules out of what was kept; a figure that did not exist yet when they were kept is the usual one."""
    given = dict(data)
    day = given.pop("effective_from", None)
    return SummaryRules(effective_from=date.fromisoformat(day) if day else None, **given)


def summary_rules_on(day: date, kept: Iterable[SummaryRules]) -> SummaryRules | None:
    """The rules in force on a day: the latest that have begun."""
    begun = [rules for rules in kept if rules.effective_from is None or rules.effective_from <= day]
    return max(begun, key=lambda rules: rules.effective_from or date.min, default=None)


def summary_due(last_day: date | None, kind: str, rules: SummaryRules) -> date | None:
    """The last day for the summary of an event that ended on that day; None while that is unknown."""
    return None if last_day is None else last_day + timedelta(days=rules.days_for(kind))
