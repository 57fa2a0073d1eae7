"""Where items end that last until midnight or through the night."""

from datetime import time

import pytest

from planner.nights import end_minutes, ends_too_early, lasts_through_night, say_end


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [
        (17 * 60, 6 * 60, True),
        (17 * 60 - 1, 6 * 60, False),
        (17 * 60, 12 * 60, True),
        (17 * 60, 12 * 60 + 1, False),
        (23 * 60, 0, True),
        (22 * 60, 23 * 60, False),
        (22 * 60, 22 * 60, False),
    ],
)
def test_evening_to_morning_is_a_night(start: int, end: int, through: bool) -> None:
    assert lasts_through_night(start, end) is through


@pytest.mark.parametrize(
    ("start", "end", "minutes", "is_early"),
    [
        (time(9), time(10), 600, False),
        (time(9), time(9, 1), 541, False),
        (time(9), time(9), 540, True),
        (time(9), time(8), 480, True),
        (time(9), time(), 1440, False),
        (time(22), time(), 1440, False),
        (time(), time(), 1440, False),
        (time(21), time(6), 1800, False),
        (time(16, 59), time(6), 360, True),
    ],
)
def test_end_is_counted_from_the_midnight_before(start: time, end: time, minutes: int, is_early: bool) -> None:
    assert end_minutes(start, end) == minutes
    assert ends_too_early(start, end) is is_early


def test_what_is_not_known_is_not_early() -> None:
    assert not ends_too_early(None, time(9))
    assert not ends_too_early(time(9), None)


def test_an_end_says_its_day() -> None:
    assert [say_end(time()), say_end(time(6)), say_end(time(6), time(21)), say_end(time(23), time(21))] == [
        "24:00",
        "06:00",
        "次日06:00",
        "23:00",
    ]
