"""Working days, counted by the tables of the State Council."""

from datetime import date

import pytest

from planner.workdays import _tables, add_workdays, has_table, is_workday


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 16), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 7), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2031, 10, 1), True),
        (date(2031, 10, 4), False),
    ],
)
def test_workday(day, works):
    assert is_workday(day) is works


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
        (date(2026, 6, 1), 1, date(2026, 6, 2)),
        # 端午: 19 June is off.
        (date(2026, 6, 11), 10, date(2026, 6, 26)),
        # 春节: Saturday the 14th is worked, 16—23 February are off.
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2026, 2, 12), 10, date(2026, 3, 4)),
        # Sunday 28 September is worked, 国庆 takes eight days.
        (date(2025, 9, 27), 10, date(2025, 10, 16)),
        # From a weekend on.
        (date(2026, 7, 18), 10, date(2026, 7, 31)),
    ],
)
def test_day_after_working_days(day, count, reached):
    found = add_workdays(day, count)
    assert (found.day, found.note) == (reached, "")


def test_year_without_a_table_is_said():
    found = add_workdays(date(2026, 12, 28), 10)
    assert (found.day, found.unknown_years) == (date(2027, 1, 11), (2027,))
    assert found.note == "2027 年的放假安排还没有，先按周一到周五算"
    assert not has_table(2027)


def test_working_days_backwards_are_refused():
    with pytest.raises(ValueError, match="-1"):
        add_workdays(date(2026, 1, 5), -1)


def test_tables_name_weekdays_off_and_weekends_on():
    for table in _tables().values():
        assert all(day.weekday() < 5 for day in table.off)
        assert all(day.weekday() >= 5 for day in table.on)
        # 11 days of the law's 13 and those moved for them: never fewer days off than moved.
        assert len(table.off) - len(table.on) in {11, 12, 13}
