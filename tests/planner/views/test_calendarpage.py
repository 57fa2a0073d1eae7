"""What the calendar says of its month."""

from datetime import date

import pytest

from planner.views.calendarpage import CalendarPage, Month


@pytest.mark.parametrize(
    ("today", "is_this_month"),
    [(date(2026, 7, 1), True), (date(2026, 7, 31), True), (date(2026, 8, 1), False), (date(2027, 7, 1), False)],
)
def test_present_month_needs_no_way_back(today: date, is_this_month: bool) -> None:
    month = Month(2026, 7, (), (), "2026-06", "2026-08")

    assert CalendarPage(month, (), (), today, "/events/", "").is_this_month is is_this_month
    assert month.title == "2026年7月"
