"""When there is something to sum up, by the status and the day of an event."""

from datetime import date

import pytest

from planner.enums import EventStatus
from planner.models import Event
from planner.queries.report import has_begun, is_told_of

S = EventStatus
FIRST, LAST = date(2027, 8, 9), date(2027, 8, 11)


@pytest.mark.parametrize(
    ("status", "today", "begun", "told"),
    [
        (S.DRAFT, date(2027, 8, 8), False, False),
        (S.PUBLISHED, date(2027, 8, 8), False, False),
        (S.PUBLISHED, FIRST, True, False),
        (S.ONGOING, date(2027, 8, 10), True, False),
        (S.ONGOING, LAST, True, True),
        (S.ENDED, date(2027, 9, 1), True, True),
        (S.ENDED, date(2027, 8, 1), True, False),
        (S.ARCHIVED, date(2027, 9, 1), True, False),
        (S.CANCELLED, date(2027, 8, 1), True, False),
        (S.CANCELLED, date(2027, 9, 1), True, False),
    ],
)
def test_event_is_summed_up_once_it_has_begun_and_told_of_from_its_last_day(
    status: EventStatus, today: date, begun: bool, told: bool
) -> None:
    event = Event(id=1, title="研学", status=status, first_date=FIRST, last_date=LAST)

    assert (has_begun(event, today), is_told_of(event, today)) == (begun, told)


def test_event_without_a_day_is_told_of_by_its_status_alone() -> None:
    event = Event(id=1, title="走访", status=S.ENDED, first_date=None, last_date=None)

    assert (has_begun(event, FIRST), is_told_of(event, FIRST)) == (True, False)
