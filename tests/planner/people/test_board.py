"""How volunteers stand in one line."""

from datetime import datetime, timedelta

import pytest

from planner.dossier import Post, Shift
from planner.people import Offer, Slot
from planner.people.board import (
    BoardShift,
    ShiftTone,
    Tally,
    count_gap,
    draw_board,
    judge_shifts,
    keys_of_day,
    tell_places,
)
from planner.people.volunteerrules import VolunteerRules

NOW = datetime.fromisoformat("2027-08-01T10:00")


def offer(taken: int, waiting: int = 0, *, days: int = 1) -> Offer:
    """A shift for four, so many days from now."""
    begins = NOW + timedelta(days=days)
    return Offer(
        Slot(Shift("s", "p", places=4), Post("p", "看护"), begins, begins + timedelta(hours=2)), taken, waiting
    )


@pytest.mark.parametrize(
    ("offers", "words"),
    [
        ([offer(0)], "4 个名额，还没有人报"),
        ([offer(1), offer(4)], "8 个名额，报了 5 人次，还差 3 人次"),
        ([offer(4, 2)], "4 个名额，报了 4 人次，候补 2 人次，不差人"),
        ([offer(1, days=-1), offer(4)], "8 个名额，报了 5 人次，不差人"),
        ([offer(1, days=0), offer(3)], "8 个名额，报了 4 人次，还差 1 人次"),
        ([offer(5), offer(3)], "8 个名额，报了 8 人次，还差 1 人次"),
    ],
)
def test_places_are_told_in_one_line(offers: list[Offer], words: str) -> None:
    assert tell_places(offers, NOW) == words


@pytest.mark.parametrize(
    ("minutes", "tally", "gap", "tone", "word"),
    [
        (1, Tally(taken=1), 3, ShiftTone.SHORT, "差 3"),
        (0, Tally(taken=1), 0, ShiftTone.RUNNING, "进行中"),
        (0, Tally(taken=1, arrived=1), 0, ShiftTone.RUNNING, "1 人到"),
        (-119, Tally(taken=4), 0, ShiftTone.RUNNING, "进行中"),
        (-120, Tally(taken=1), 0, ShiftTone.PAST, "已结束"),
    ],
)
def test_shift_needs_nobody_once_it_has_begun(minutes: int, tally: Tally, gap: int, tone: ShiftTone, word: str) -> None:
    slot = offer(0).slot
    now = slot.begins - timedelta(minutes=minutes) if slot.begins else NOW

    shifts = judge_shifts(
        [slot], {"s": tally}, now=now, opens=None, is_open=True, is_cancelled=False, rules=VolunteerRules()
    )

    assert [(shift.gap, shift.tone, shift.word) for shift in shifts] == [(gap, tone, word)]
    assert count_gap(shifts) == Offer(slot, tally.taken).left * (not slot.has_begun(now)), "as the public page says"


def on_day(key: str, day: int) -> BoardShift:
    """A shift so many days from now."""
    begins = NOW + timedelta(days=day)
    slot = Slot(Shift(key, "p", places=4), Post("p", "看护"), begins, begins + timedelta(hours=2))
    return BoardShift(slot, Tally(), ShiftTone.SHORT)


@pytest.mark.parametrize(
    ("count", "chosen", "keys"),
    [
        # Seven days stand side by side, of eight there is one at a time.
        (7, 3, {"0", "1", "2", "3", "4", "5", "6", "of no day"}),
        (8, 3, {"3", "of no day"}),
        (8, None, {"0", "of no day"}),
    ],
)
def test_rows_beneath_a_large_board_are_those_of_its_day(count: int, chosen: int | None, keys: set[str]) -> None:
    shifts = [on_day(str(day), day) for day in range(count)]
    board = draw_board(shifts, (NOW + timedelta(days=chosen)).date() if chosen else None)

    assert keys_of_day(shifts, board, [*(shift.slot.key for shift in shifts), "of no day"]) == keys
