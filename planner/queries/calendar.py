"""Events by day: what the month shows, and those whose day nobody knows yet."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event, User
from planner.queries.events import READABLE, bind_reader

MOST_UNDATED = 50
_COLUMNS = (
    Event.id,
    Event.title,
    Event.status,
    Event.first_date,
    Event.last_date,
    Event.starts_on,
    Event.ends_on,
    Event.place,
)
_CLOSED = (EventStatus.ARCHIVED, EventStatus.CANCELLED)


class DatedEvent(NamedTuple):
    """What a calendar shows of an event."""

    id: int
    title: str
    status: EventStatus
    first: date | None
    last: date | None
    starts_on: Day | None
    ends_on: Day | None
    place: str


def events_between(user: User, first: date, last: date) -> list[DatedEvent]:
    """Events that touch the days from `first` to `last`, in day order, cancelled ones left out; one statement."""
    touched = (
        select(*_COLUMNS)
        .where(READABLE, Event.first_date <= last, Event.last_date >= first, Event.status != EventStatus.CANCELLED)
        .order_by(Event.first_date, Event.id)
    )
    return [DatedEvent(*row) for row in db.session.execute(touched, bind_reader(user))]


def undated_events(user: User) -> list[DatedEvent]:
    """Open events of which the first day or its year is unknown, the last changed on top; at most 50."""
    listed = (
        select(*_COLUMNS)
        .where(READABLE, Event.first_date.is_(None), Event.status.not_in(_CLOSED))
        .order_by(Event.updated_at.desc(), Event.id)
        .limit(MOST_UNDATED)
    )
    return [DatedEvent(*row) for row in db.session.execute(listed, bind_reader(user))]
