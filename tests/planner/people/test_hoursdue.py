"""By when hours are recorded, as it is said."""

from datetime import date

import pytest

from planner.people.hoursdue import find_due, say_due


@pytest.mark.parametrize(
    ("last_day", "this_year", "words"),
    [
        # 国庆 of 2026: the 20th of September and the 10th of October are worked, the 1st to the 7th are off.
        (date(2026, 9, 28), 2026, "最迟 10月16日（周五）"),
        (date(2026, 9, 28), 2027, "最迟 2026年10月16日（周五）"),
        (date(2027, 8, 11), 2027, "最迟 8月25日（周三）（2027 年的放假安排还没有，先按周一到周五算）"),
        (date(2026, 12, 25), 2026, "最迟 2027年1月8日（周五）（2027 年的放假安排还没有，先按周一到周五算）"),
    ],
)
def test_last_day_is_ten_working_days_later(last_day: date, this_year: int, words: str) -> None:
    assert say_due(find_due(last_day, 10), this_year) == words


def test_unit_may_ask_for_fewer_days() -> None:
    assert find_due(date(2026, 6, 1), 5).day == date(2026, 6, 8)
