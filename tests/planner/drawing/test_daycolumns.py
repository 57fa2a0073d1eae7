"""Day columns: lanes, hours, days."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.days import Day
from planner.dossier import Dossier, Facts, ScheduleItem
from planner.drawing.daycolumns import OPEN_LENGTH, SHORTEST, Block, assign_lanes, day_columns, length_label

FIRST = Day(8, 9, 2027)


def item(key: str, start: str = "", end: str = "", day: Day | None = FIRST) -> ScheduleItem:
    """An item of that key and time."""
    return ScheduleItem(
        key=key,
        title=key,
        day=day,
        start=time.fromisoformat(start) if start else None,
        end=time.fromisoformat(end) if end else None,
    )


def event(*items: ScheduleItem, last: Day | None = None) -> Dossier:
    """An event from 9 August on."""
    return Dossier(facts=Facts(starts_on=FIRST, ends_on=last or FIRST), schedule=items)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(0, 60)], [(0, 1)]),
        ([(0, 60), (60, 120)], [(0, 1), (0, 1)]),
        ([(0, 60), (30, 90)], [(0, 2), (1, 2)]),
        ([(0, 60), (0, 60), (0, 60)], [(0, 3), (1, 3), (2, 3)]),
        ([(30, 90), (0, 60)], [(1, 2), (0, 2)]),
        # the third takes the lane that the first has left, and shares the width of the chain
        ([(570, 690), (660, 720), (705, 765)], [(0, 2), (1, 2), (0, 2)]),
    ],
)
def test_lanes_of_overlapping_spans(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert assign_lanes(spans) == expected


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1])), max_size=20))
def test_lanes_never_put_two_spans_over_each_other(spans: list[tuple[int, int]]) -> None:
    placed = assign_lanes(spans)

    for n, (start, end) in enumerate(spans):
        assert placed[n][0] < placed[n][1]
        for m in range(n):
            overlap = start < spans[m][1] and spans[m][0] < end
            assert not overlap or (placed[n][0] != placed[m][0] and placed[n][1] == placed[m][1])


def test_hours_reach_from_the_earliest_to_the_latest() -> None:
    board = day_columns(event(item("a", "08:30", "09:00"), item("b", "20:15", "21:05")))

    assert list(board.hours) == list(range(8, 22))


def test_hours_of_one_short_item_leave_room() -> None:
    assert list(day_columns(event(item("a", "09:00", "09:30"))).hours) == [9, 10, 11, 12]


def test_hours_stay_when_a_filter_narrows() -> None:
    dossier = event(item("a", "08:00", "09:00"), item("b", "20:00", "21:00"))

    board = day_columns(dossier, dossier.schedule[:1])

    assert (board.first_hour, board.last_hour) == (8, 21)
    assert [block.item.key for block in board.columns[0].blocks] == ["a"]


def test_days_without_items_have_a_column_in_a_short_event() -> None:
    board = day_columns(event(item("a", "08:00", "09:00"), last=Day(8, 11, 2027)))

    assert [column.day.short for column in board.columns] == ["8月9日", "8月10日", "8月11日"]


def test_days_without_items_have_none_in_a_long_event() -> None:
    board = day_columns(event(item("a", "08:00", "09:00", Day(8, 20, 2027)), last=Day(9, 30, 2027)))

    assert [column.day.short for column in board.columns] == ["8月20日"]


def test_a_day_without_year_falls_into_the_year_of_the_event() -> None:
    board = day_columns(event(item("a", "08:00", "09:00", Day(8, 9)), item("b", "10:00", "11:00")))

    assert len(board.columns) == 1
    assert [block.item.key for block in board.columns[0].blocks] == ["a", "b"]


def test_a_day_of_new_year_follows_the_last_of_the_old_one() -> None:
    eve = Facts(starts_on=Day(12, 31, 2026), ends_on=Day(1, 1, 2027))
    items = (item("守岁", "22:30", day=Day(12, 31)), item("就寝", "00:00", "06:30", day=Day(1, 1)))

    columns = day_columns(Dossier(facts=eve, schedule=items)).columns

    assert [column.day for column in columns] == [Day(12, 31, 2026), Day(1, 1, 2027)]
    assert [[block.item.key for block in column.blocks] for column in columns] == [["守岁"], ["就寝"]]


@pytest.mark.parametrize(("end", "clock", "length"), [("00:00", "24:00", "2 小时"), ("06:30", "06:30", "8 小时 30 分")])
def test_what_lasts_until_midnight_or_longer_is_drawn_till_midnight(end: str, clock: str, length: str) -> None:
    board = day_columns(event(item("值夜", "22:00", end)))
    (block,) = board.columns[0].blocks

    assert (block.start, block.end, block.end_clock, board.last_hour) == (1320, 1440, clock, 24)
    assert length_label(block.item) == length


def test_items_with_holes_stand_apart() -> None:
    board = day_columns(event(item("timed", "08:00", "09:00"), item("untimed"), item("dayless", "10:00", day=None)))

    assert [i.key for i in board.columns[0].untimed] == ["untimed"]
    assert [i.key for i in board.dayless] == ["dayless"]
    assert board.has_timed
    assert board.has_untimed


@pytest.mark.parametrize(
    ("start", "end", "drawn"),
    [
        ("09:00", "09:05", (540, 540 + SHORTEST)),
        ("09:00", "", (540, 540 + OPEN_LENGTH)),
        ("22:00", "06:00", (1320, 1440)),
        ("09:00", "10:30", (540, 630)),
    ],
)
def test_a_block_is_never_too_flat_to_read(start: str, end: str, drawn: tuple[int, int]) -> None:
    block = day_columns(event(item("a", start, end))).columns[0].blocks[0]

    assert (block.start, block.end) == drawn


def test_the_style_of_a_block_is_numbers_only() -> None:
    block = day_columns(event(item("a", "09:20", "10:30"))).columns[0].blocks[0]

    assert block.style == "--f:9.3333;--t:10.5;--l:0;--ls:1"


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [("09:00", "10:30", "1 小时 30 分"), ("09:00", "11:00", "2 小时"), ("09:00", "09:40", "40 分"), ("09:00", "", "")],
)
def test_length_in_words(start: str, end: str, label: str) -> None:
    assert length_label(item("a", start, end)) == label


def test_an_event_without_anything_has_no_columns() -> None:
    board = day_columns(Dossier())

    assert board.columns == ()
    assert not board.has_timed


@pytest.mark.parametrize(
    ("length", "lanes", "expected"),
    [
        (75, 1, ["hours", "names beside", "place"]),
        (74, 2, ["hours", "names beside"]),
        (75, 3, ["hours", "names below", "place"]),
        (50, 4, []),
        (49, 3, []),
        (49, 2, ["names beside"]),
    ],
)
def test_block_says_what_it_has_room_for(length: int, lanes: int, expected: list[str]) -> None:
    block = Block(item("a", "09:00"), 540, 540 + length, lanes=lanes)
    room = {
        "hours": block.fits_hours,
        "names beside": block.fits_names_beside,
        "names below": block.fits_names_below,
        "place": block.fits_place,
    }

    assert [what for what, fits in room.items() if fits] == expected


def test_column_counts_items_with_and_without_hours() -> None:
    column = day_columns(event(item("a", "09:00"), item("b"), item("c", "09:00"))).columns[0]

    assert column.count == 3
