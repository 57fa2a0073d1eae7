"""By when a summary is to be filed."""

from datetime import date

import pytest

from planner.report.deadlines import (
    SummaryRules,
    summary_due,
    summary_rules_from_dict,
    summary_rules_on,
    summary_rules_to_dict,
)

LAST = date(2027, 8, 11)
OWN = SummaryRules(
    effective_from=date(2027, 1, 1), document="团字〔2027〕1 号", days=10, days_by_kind={"study_tour": 14}
)


@pytest.mark.parametrize(
    ("rules", "kind", "last", "due"),
    [
        (SummaryRules(), "study_tour", LAST, date(2027, 8, 18)),
        (OWN, "study_tour", LAST, date(2027, 8, 25)),
        (OWN, "qingming", LAST, date(2027, 8, 21)),
        (OWN, "qingming", None, None),
    ],
)
def test_summary_is_due_by_the_kind_of_the_event(
    rules: SummaryRules, kind: str, last: date | None, due: date | None
) -> None:
    assert summary_due(last, kind, rules) == due


def test_rules_survive_being_kept() -> None:
    assert summary_rules_from_dict(summary_rules_to_dict(OWN)) == OWN
    assert summary_rules_from_dict({}) == SummaryRules()


@pytest.mark.parametrize(("day", "found"), [(date(2026, 12, 31), None), (date(2027, 1, 1), OWN)])
def test_rules_hold_from_their_day(day: date, found: SummaryRules | None) -> None:
    assert summary_rules_on(day, [OWN]) == found
