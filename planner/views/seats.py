"""The places of a shift as they are drawn on the board."""

from dataclasses import dataclass

from planner.people.board import BoardShift

MOST_SEATS = 20
SEAT, UNANSWERED, EMPTY = "", "q", "o"


@dataclass(frozen=True, slots=True)
class Seats:
    """The places of a shift: a square each, or a bar that is filled so far in percent where there are many."""

    squares: tuple[str, ...] = ()
    percent: int | None = None


def draw_seats(shift: BoardShift) -> Seats:
    """A square a place; above twenty a bar."""
    taken, places = shift.tally.taken, shift.slot.shift.places
    if places > MOST_SEATS:
        return Seats(percent=min(100 * taken // places, 100))
    open_ones = shift.tally.unanswered + shift.tally.invited
    squares = [SEAT] * (taken - open_ones) + [UNANSWERED] * open_ones + [EMPTY] * max(places - taken, 0)
    return Seats(tuple(squares))
