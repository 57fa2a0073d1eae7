"""Events by day: what the month shows, and those whose day nobody knows yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select, union_all

from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event, User
from planner.queries.events import CLOSED, bind_reader
from planner.queries.reach import READABLE, Reach, is_one_of, reach_of

MOST_UNDATED = 50
# More of one day no month could show; that there are more is said, and the list shows them.
MOST_OF_A_DAY = 5
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
_IS_ON = Event.status != EventStatus.CANCELLED


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


@dataclass(frozen=True, slots=True)
class EventsOfDays:
    """Events in day order; `more` says on which days others begin that are left out, and how many."""

    events: tuple[DatedEvent, ...]
    more: Mapping[date, int]


def read_days(user: User, first: date, last: date) -> EventsOfDays:
    """Events that touch the days from `first` to `last`, cancelled ones left out; one statement.

    Of those who read many units, five for each day that they begin on; what began before counts for the first day.
    """
    if reach_of(user) is not Reach.MANY:
        return EventsOfDays(tuple(events_between(user, first, last)), {})
    rows = db.session.execute(_first_of_each_day(first, last), bind_reader(user)).all()
    more = {max(row.first_date, first): row.of_day - MOST_OF_A_DAY for row in rows if row.of_day > MOST_OF_A_DAY}
    return EventsOfDays(tuple(DatedEvent(*row[: len(_COLUMNS)]) for row in rows), more)


def events_between(user: User, first: date, last: date) -> list[DatedEvent]:
    """Events that touch the days from `first` to `last`, in day order, cancelled ones left out; one statement."""
    touched = (
        select(*_COLUMNS)
        .where(READABLE[reach_of(user)], Event.first_date <= last, Event.last_date >= first, _IS_ON)
        .order_by(Event.first_date, Event.id)
    )
    return [DatedEvent(*row) for row in db.session.execute(touched, bind_reader(user))]


def _first_of_each_day(first: date, last: date) -> Select[Any]:
    """The columns of the first of each day, and how many the day has."""
    begins = select(Event.id, Event.first_date).where(Event.first_date.between(first, last))
    # Where the day of the beginning is wrapped no index is used for it: that would find all that ever was before.
    goes_on = select(Event.id, Event.first_date).where(
        func.coalesce(Event.first_date, first) < first, Event.last_date >= first
    )
    found = union_all(
        *(part.where(READABLE[Reach.MANY], _IS_ON).subquery().select() for part in (begins, goes_on))
    ).subquery()
    day = case((found.c.first_date < first, first), else_=found.c.first_date)
    numbered = select(
        found.c.id,
        func.row_number().over(partition_by=day, order_by=(found.c.first_date, found.c.id)).label("nth"),
        func.count().over(partition_by=day).label("of_day"),
    ).subquery()
    # There can't be more than the limit; but PostgreSQL expects more, and would read all events instead of these.
    most = MOST_OF_A_DAY * ((last - first).days + 1)
    shown = select(numbered.c.id, numbered.c.of_day).where(numbered.c.nth <= MOST_OF_A_DAY).limit(most).subquery()
    listed = select(*_COLUMNS, shown.c.of_day).join(shown, shown.c.id == Event.id)
    return listed.order_by(Event.first_date, Event.id)


def undated_events(user: User) -> list[DatedEvent]:
    """Open events of which the first day or its year is unknown, the last changed on top; at most 50."""
    order = (Event.updated_at.desc(), Event.id.desc())
    open_ones = (READABLE[reach_of(user)], Event.first_date.is_(None), Event.status.not_in(CLOSED))
    found = select(Event.id).where(*open_ones).order_by(*order).limit(MOST_UNDATED)
    listed = select(*_COLUMNS).where(is_one_of(Event.id, found)).order_by(*order)
    return [DatedEvent(*row) for row in db.session.execute(listed, bind_reader(user))]
