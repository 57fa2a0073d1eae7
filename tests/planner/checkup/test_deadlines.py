"""What the calendar says: found on its day, not before, and nothing once the event is over."""

from datetime import date

import pytest

from planner.checkup import Context, apply_rules
from planner.checkup.deadlines import RULES
from planner.days import Day
from planner.dossier import Dossier, Duty, Facts, SafetyCheck

FACTS = Facts(starts_on=Day(8, 9, 2027), ends_on=Day(8, 11, 2027))
DUE = Duty("a", "领队", "李老师", task="踩点", due_on=Day(8, 5, 2027))


def _found(dossier: Dossier, today: date | None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in apply_rules(RULES, Context(dossier, today=today))]


@pytest.mark.parametrize(
    ("today", "is_late"),
    [
        (None, False),
        (date(2027, 8, 5), False),
        (date(2027, 8, 6), True),
        (date(2027, 8, 11), True),
        (date(2027, 8, 12), False),
    ],
)
def test_duty_is_late_from_the_day_after_its_day_until_the_event_is_over(today: date | None, is_late: bool) -> None:
    late = [("duties-late", "1 项分工过了截止日期还没有完成：踩点。", "duties/a")]

    assert _found(Dossier(facts=FACTS, duties=(DUE,)), today) == (late if is_late else [])


@pytest.mark.parametrize("changes", [{"done": True}, {"due_on": None}, {"due_on": Day(8, 5)}])
def test_duty_that_is_done_or_has_no_full_day_is_never_late(changes: dict[str, object]) -> None:
    duty = Duty(**{"key": "a", "role": "领队", "due_on": Day(8, 5, 2027), **changes})  # type: ignore[arg-type]

    assert _found(Dossier(facts=FACTS, duties=(duty,)), date(2027, 8, 9)) == []


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (None, "safety-due"),
        (date(2027, 8, 8), "safety-due"),
        (date(2027, 8, 9), "safety-late"),
        (date(2027, 8, 11), "safety-late"),
        (date(2027, 8, 12), "safety-due"),
    ],
)
def test_required_check_is_late_once_the_event_has_started(today: date | None, code: str) -> None:
    checks = (SafetyCheck("a", "保单号已登记", required=True), SafetyCheck("b", "急救箱"))

    assert [found[0] for found in _found(Dossier(facts=FACTS, safety=checks), today)] == [code]
