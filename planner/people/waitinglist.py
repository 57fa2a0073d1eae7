"""Who gets a place when one is free: those who wait, in order of arrival."""

from collections.abc import Sequence

from planner.enums import SignUpState
from planner.people.volunteers import InLine

# For these a place is kept until a set moment, for somebody to answer.
KEPT_FOR_AN_ANSWER = frozenset({SignUpState.HELD, SignUpState.INVITED})
HAVING_A_PLACE = KEPT_FOR_AN_ANSWER | {SignUpState.CONFIRMED}


def count_taken(signed_up: Sequence[InLine]) -> int:
    """How many of the places are taken."""
    return sum(one.state in HAVING_A_PLACE for one in signed_up)


def find_next(places: int, signed_up: Sequence[InLine]) -> list[InLine]:
    """Those who move up now, the first who came first; nobody loses a place when there are fewer of them."""
    free = max(places - count_taken(signed_up), 0)
    waiting = sorted((one for one in signed_up if one.state is SignUpState.WAITING), key=lambda one: one.arrival)
    return waiting[:free]
