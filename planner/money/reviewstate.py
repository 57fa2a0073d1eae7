"""How far finance has come with a budget."""

from planner.enums import LabelledEnum
from planner.money.finances import Finances


class ReviewState(LabelledEnum):
    """Where a budget stands with finance."""

    WAITING = "waiting", "等财务回话"
    PASSED = "passed", "已通过"
    CHANGED = "changed", "改过，要再审"
    RETURNED = "returned", "已退回"
    UNSENT = "unsent", "还没送审"


def find_review_state(money: Finances, *, waits: bool, is_decided: bool) -> ReviewState:
    """The state of the budget; the newest review of it `waits`, or `is_decided`, or there is none that counts."""
    if waits:
        return ReviewState.WAITING
    if money.passed is not None:
        return ReviewState.CHANGED if money.is_changed else ReviewState.PASSED
    return ReviewState.RETURNED if is_decided else ReviewState.UNSENT
