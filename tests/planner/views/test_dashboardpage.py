"""What the desk makes of my events and of what is due."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from planner.checkup import Readiness
from planner.days import Day
from planner.enums import EventStatus
from planner.findings import Finding, Severity
from planner.models import Event
from planner.paging import Count
from planner.queries.todos import Step, Todo
from planner.views.approvalpages import list_summaries
from planner.views.calendarpage import Month
from planner.views.dashboardpage import DashboardPage, Due, Lead, MyEvent, find_lead, greet

TODAY = date(2027, 5, 20)
MUST = Finding("place-missing", Severity.ERROR, "还没有地点。")


def mine(days: int | None, status: EventStatus = EventStatus.DRAFT, *must: Finding) -> MyEvent:
    """An event of mine that begins in so many days."""
    first = None if days is None else TODAY + timedelta(days=days)
    return MyEvent(Event(title="一", status=status, first_date=first), Readiness((), 12, must, ()))


def desk(**values: Any) -> DashboardPage:
    """An empty desk but for these values."""
    usual: dict[str, Any] = {
        "hello": "早上好",
        "today": Day.of(TODAY),
        "events": (),
        "event_count": 0,
        "lead": None,
        "due": (),
        "due_count": 0,
        "today_count": 0,
        "waiting": (),
        "waiting_count": 0,
        "summaries": list_summaries([]),
        "counts": {},
        "month": Month(2027, 5, (), (), "2027-04", "2027-06"),
        "may_create": False,
        "event_base": "/events/",
        "invitation_count": 0,
    }
    return DashboardPage(**{**usual, **values})


def test_lead_is_the_first_event_that_is_still_to_start() -> None:
    begun, next_one, later = mine(0), mine(1), mine(9)

    assert find_lead((mine(None), begun, next_one, later), TODAY) == Lead(next_one.event, 1, "可以提交审批")
    assert find_lead((mine(None), begun), TODAY) is None


@pytest.mark.parametrize(
    ("status", "must", "hint"),
    [
        (EventStatus.DRAFT, (MUST, MUST), "补齐 2 项就能提交审批"),
        (EventStatus.RETURNED, (MUST,), "补齐 1 项就能提交审批"),
        (EventStatus.RETURNED, (), "可以提交审批"),
        (EventStatus.SUBMITTED, (MUST,), ""),
        (EventStatus.APPROVED, (), ""),
    ],
)
def test_hint_on_the_lead_while_it_is_drafted(status: EventStatus, must: tuple[Finding, ...], hint: str) -> None:
    lead = find_lead((mine(3, status, *must),), TODAY)

    assert lead is not None
    assert lead.hint == hint


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "晚上好"), (5, "早上好"), (10, "早上好"), (11, "中午好"), (13, "下午好"), (17, "下午好"), (18, "晚上好")],
)
def test_greeting_goes_by_the_hour(hour: int, words: str) -> None:
    assert greet(datetime(2027, 5, 20, hour, tzinfo=UTC)) == words


@pytest.mark.parametrize(("count", "more"), [(1, False), (2, True)])
def test_desk_knows_that_it_shows_only_the_first(count: int, more: bool) -> None:
    page = desk(events=(mine(1),), event_count=count, waiting=(object(),), waiting_count=count)

    assert (page.has_more_events, page.has_more_waiting) == (more, more)


def test_desk_counts_what_is_due_and_not_shown() -> None:
    due = Due(Todo(Step.SUBMIT, "提交审批", 1, "六一"), "/events/1/submit", "", "")

    assert desk(due=(due, due), due_count=Count(5)).due_rest == 3
