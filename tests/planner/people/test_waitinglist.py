"""Who moves up."""

import pytest

from planner.enums import SignUpState
from planner.people import InLine
from planner.people.waitinglist import find_next

C, H, W, L = SignUpState.CONFIRMED, SignUpState.HELD, SignUpState.WAITING, SignUpState.LEFT


def line(*states: SignUpState) -> list[InLine]:
    """Sign-ups with these states, numbered by arrival; ids run the other way."""
    return [InLine(100 - at, state, at) for at, state in enumerate(states, start=1)]


@pytest.mark.parametrize(
    ("places", "states", "arrivals"),
    [
        (2, (C, C, W), []),
        (3, (C, C, W), [3]),
        (3, (C, H, W, W), [3]),
        (3, (C, L, W, L, W, W), [3, 5]),
        (1, (C, C, W), []),
        (5, (W, W), [1, 2]),
    ],
)
def test_those_who_came_first_move_up(places: int, states: tuple[SignUpState, ...], arrivals: list[int]) -> None:
    assert [one.arrival for one in find_next(places, list(reversed(line(*states))))] == arrivals
