"""When items were on, and which of them a photo shows."""

from datetime import date, time

import pytest

from planner.days import Day
from planner.dossier import ScheduleItem
from planner.pictures import propose_item, spans_of
from tests.planner.pictures.photos import at, span

NINTH = Day(8, 9, 2027)
A, B = span("a", "08:30", "09:00"), span("b", "13:30", "16:00")


def item(key: str, start: time | None, end: time | None = None, day: Day | None = NINTH) -> ScheduleItem:
    """An item of the schedule."""
    return ScheduleItem(key, key, day, start, end)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("a", time(9), time(10))], [("a", "09:00—10:00", 9)]),
        ([item("a", time(9))], [("a", "09:00—10:00", 9)]),
        ([item("b", time(9, 30)), item("a", time(9))], [("a", "09:00—09:30", 9), ("b", "09:30—10:30", 9)]),
        ([item("a", time(23, 30))], [("a", "23:30—00:00", 9)]),
        ([item("a", time(22), time(1))], [("a", "22:00—01:00", 9)]),
        ([item("a", time(9), day=Day(8, 10))], [("a", "09:00—10:00", 10)]),
        ([item("a", None), item("b", time(9), day=None)], []),
    ],
)
def test_spans_of_a_schedule(items: list[ScheduleItem], expected: list[tuple[str, str, int]]) -> None:
    found = spans_of(items, date(2027, 8, 9))

    assert [(one.key, one.hours, one.begins.day) for one in found] == expected


def test_day_without_a_year_is_unknown_where_the_event_has_none() -> None:
    assert spans_of([item("a", time(9), day=Day(8, 9))], None) == ()


@pytest.mark.parametrize(
    ("clock", "key"),
    [("08:30", "a"), ("09:00", "a"), ("08:20", "a"), ("09:10", "a"), ("08:19", ""), ("09:11", ""), ("14:00", "b")],
)
def test_item_is_proposed_by_the_time(clock: str, key: str) -> None:
    found = propose_item(at(clock), (A, B))

    assert (found.key if found else "") == key


def test_shorter_of_two_items_is_proposed_and_none_of_two_equal_ones() -> None:
    within = span("c", "14:00", "14:30")

    assert propose_item(at("14:10"), (B, within)) == within
    assert propose_item(at("14:10"), (B, span("d", "13:00", "15:30"))) is None
    assert propose_item(None, (A, B)) is None
