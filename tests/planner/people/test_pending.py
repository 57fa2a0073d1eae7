"""What waits for the organiser of volunteers, by a table."""

from datetime import date, datetime, timedelta

import pytest

from planner.days import Day
from planner.dossier import Post, Shift
from planner.people import Slot
from planner.people.pending import ShiftState, list_pending
from planner.people.signingrules import Window

NOW = datetime.fromisoformat("2027-08-01T10:00")
ASKED, UNANSWERED, HELD = "1 名志愿者请假等你答", "2 名志愿者没回变更", "1 个名额等监护人或本人答复，到时候会空出来"


def slot(day: int, *, key: str = "s", places: int = 3) -> Slot:
    """A shift at nine of a day in August."""
    begins = datetime.combine(date(2027, 8, day), NOW.time().replace(hour=9))
    return Slot(Shift(key, "p", day=Day(8, day, 2027), places=places), Post("p", "看护"), begins, begins)


def said(slots: list[Slot], states: dict[str, ShiftState], window: Window | None = None) -> list[tuple[str, date, str]]:
    """Sentence, day and shift of each thing."""
    found = list_pending(slots, states, window or Window(), NOW)
    return [(thing.sentence, thing.due, thing.shift) for thing in found]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ShiftState(3), []),
        (ShiftState(3, asked=1), [(ASKED, date(2027, 8, 20), "s")]),
        (ShiftState(3, unanswered=2), [(UNANSWERED, date(2027, 8, 20), "s")]),
        (ShiftState(3, held=1, held_until=NOW + timedelta(days=2)), [(HELD, date(2027, 8, 3), "s")]),
    ],
)
def test_what_waits_in_a_shift_is_due_when_it_begins(state: ShiftState, expected: list[tuple[str, date, str]]) -> None:
    assert said([slot(20)], {"s": state}) == expected
    assert said([slot(1)], {"s": state}) == [], "it has begun"


def test_several_shifts_are_one_thing_that_is_due_with_the_first() -> None:
    states = {"s": ShiftState(3, asked=1), "t": ShiftState(3, asked=2)}

    assert said([slot(21, key="t"), slot(20)], states) == [("3 名志愿者请假等你答", date(2027, 8, 20), "")]


@pytest.mark.parametrize(
    ("day", "window", "expected"),
    [
        (20, Window(), []),
        (9, Window(), []),
        (8, Window(), [("志愿者还差 2 人", date(2027, 8, 8), "")]),
        (
            20,
            Window(closes=NOW + timedelta(days=7)),
            [("志愿者还差 2 人，报名 8月8日 10:00 截止", date(2027, 8, 8), "")],
        ),
        (20, Window(closes=NOW + timedelta(days=7, minutes=1)), []),
        (20, Window(is_closed=True), []),
        (8, Window(is_closed=True), [("志愿者还差 2 人，报名已经截止", date(2027, 8, 8), "")]),
        (8, Window(closes=NOW), [("志愿者还差 2 人，报名已经截止", date(2027, 8, 8), "")]),
        (8, Window(opens=NOW + timedelta(minutes=1)), []),
    ],
)
def test_missing_people_are_told_shortly_before(
    day: int, window: Window, expected: list[tuple[str, date, str]]
) -> None:
    assert said([slot(day)], {"s": ShiftState(1)}, window) == expected
    assert said([slot(day)], {"s": ShiftState(3)}, window) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ShiftState(2, left=1), [("看护差 1 人，刚退出 1 人", date(2027, 8, 20), "s")]),
        (ShiftState(1, left=3), [("看护差 2 人，刚退出 3 人", date(2027, 8, 20), "s")]),
        (ShiftState(2, left=1, waiting=1), []),
        (ShiftState(3, left=1), []),
        (ShiftState(2), []),
    ],
)
def test_gap_is_told_where_somebody_left_and_nobody_waits(
    state: ShiftState, expected: list[tuple[str, date, str]]
) -> None:
    assert said([slot(20)], {"s": state}) == expected


def test_states_of_one_shift_add_up() -> None:
    first, second = ShiftState(1, 1, 0, 1, NOW, 1, 0), ShiftState(2, 0, 1, 1, NOW - timedelta(hours=1), 2, 1)

    assert first.plus(second) == ShiftState(3, 1, 1, 2, NOW - timedelta(hours=1), 3, 1)
    assert first.plus(ShiftState(1)) == ShiftState(2, 1, 0, 1, NOW, 1, 0)


def test_nothing_waits_where_nobody_is_asked() -> None:
    assert list_pending([], {}, Window(), NOW) == []
