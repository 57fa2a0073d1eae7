"""The rules of a unit for volunteers: kept whole, and which of several hold."""

import json
from dataclasses import replace
from datetime import date, time

import pytest

from planner.people.hours import HoursRule
from planner.people.volunteerrules import VolunteerRules, rules_from_dict, rules_on, rules_to_dict

USUAL = VolunteerRules()
OWN = VolunteerRules(
    effective_from=date(2027, 1, 1),
    document="镇小〔2026〕5 号",
    confirmed=True,
    least_age=16,
    guardian_below=20,
    minors_until=time(20, 30),
    most_minutes=450,
    rest_minutes=660,
    experienced=1,
    children_per_adult=8,
    hours=HoursRule(step_minutes=15, most_minutes_a_day=450, beyond_shift=True),
    record_workdays=5,
)


@pytest.mark.parametrize("rules", [USUAL, OWN])
def test_rules_are_kept_whole(rules: VolunteerRules) -> None:
    assert rules_from_dict(json.loads(json.dumps(rules_to_dict(rules)))) == rules


def test_figure_that_was_not_kept_is_the_usual_one() -> None:
    assert rules_from_dict({"least_age": 16}) == replace(USUAL, least_age=16)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), OWN),
        (date(2027, 5, 31), OWN),
        (date(2027, 6, 1), replace(OWN, effective_from=date(2027, 6, 1))),
    ],
)
def test_rules_in_force_are_the_latest_that_have_begun(day: date, found: VolunteerRules | None) -> None:
    assert rules_on(day, [OWN, replace(OWN, effective_from=date(2027, 6, 1))]) == found
