"""How far finance has come with a budget."""

from dataclasses import replace

import pytest

from budgets import Line, Money
from planner.dossier import Dossier, Facts
from planner.money.finances import Finances
from planner.money.reviewstate import ReviewState, find_review_state

PLAN = Dossier(Facts("研学"), budget=(Line("bus", "交通费", "大巴", stated=Money(5)),))
OPEN = Finances(PLAN)
PASSED = replace(OPEN, passed=PLAN.full_budget)
CHANGED = replace(PASSED, dossier=Dossier(Facts("研学")))


@pytest.mark.parametrize(
    ("money", "waits", "is_decided", "state"),
    [
        (OPEN, False, False, ReviewState.UNSENT),
        (OPEN, True, False, ReviewState.WAITING),
        (OPEN, False, True, ReviewState.RETURNED),
        (PASSED, False, True, ReviewState.PASSED),
        (CHANGED, False, True, ReviewState.CHANGED),
        (CHANGED, True, False, ReviewState.WAITING),
    ],
)
def test_state_of_the_budget(money: Finances, waits: bool, is_decided: bool, state: ReviewState) -> None:
    assert find_review_state(money, waits=waits, is_decided=is_decided) is state
