"""Moments, days and lists as templates show them."""

from datetime import UTC, date, datetime

import pytest

from planner.views.words import Folded, fold, moment, short_day
from tests.conftest import At


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (datetime(2027, 6, 1, 2, 12, tzinfo=UTC), "今天 10:12"),
        (datetime(2027, 5, 31, 8, 40, tzinfo=UTC), "昨天 16:40"),
        (datetime(2027, 5, 30, 1, 0, tzinfo=UTC), "5月30日 09:00"),
        (datetime(2026, 12, 31, 1, 0, tzinfo=UTC), "2026年12月31日 09:00"),
        (datetime(2027, 6, 2, 1, 0, tzinfo=UTC), "6月2日 09:00"),
    ],
)
def test_moment(at: At, value: datetime | None, words: str) -> None:
    at(datetime(2027, 6, 1, 4, tzinfo=UTC))

    assert moment(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(None, "待定"), (date(2027, 8, 9), "8月9日"), (date(2028, 8, 9), "2028年8月9日")]
)
def test_short_day(at: At, value: date | None, words: str) -> None:
    at(datetime(2027, 6, 1, 4, tzinfo=UTC))

    assert short_day(value) == words


@pytest.mark.parametrize(("most", "first", "rest"), [(1, "a", "bc"), (3, "abc", ""), (4, "abc", "")])
def test_fold(most: int, first: str, rest: str) -> None:
    assert fold("abc", most) == Folded(first, rest)
