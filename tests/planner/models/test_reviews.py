"""What a finance review says of itself."""

import pytest

from budgets import Money, Total
from planner import clock
from planner.enums import ReviewDecision
from planner.models import FinanceReview


@pytest.mark.parametrize(
    ("decision", "waits", "has_passed", "is_returned"),
    [
        (None, True, False, False),
        (ReviewDecision.PASS, False, True, False),
        (ReviewDecision.RETURN, False, False, True),
    ],
)
def test_state_follows_from_the_decision(
    decision: ReviewDecision | None, waits: bool, has_passed: bool, is_returned: bool
) -> None:
    review = FinanceReview(decision=decision)

    assert (review.waits, review.has_passed, review.is_returned) == (waits, has_passed, is_returned)


def test_review_that_was_withdrawn_waits_for_nobody() -> None:
    assert not FinanceReview(withdrawn_at=clock.now()).waits


def test_amount_is_what_was_planned_or_what_was_spent() -> None:
    budget = FinanceReview(known=Money(500), unknown=2)
    settlement = FinanceReview(known=Money(500), unknown=2, spent=Money(0))

    assert (budget.amount, settlement.amount) == (Total(Money(500), 2), Total(Money(0)))
