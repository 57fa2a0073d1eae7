"""What of an event has changed: one number an aggregate, for caches and ETags, and the lock that its writers take."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, null, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import SessionTransaction

from planner.extensions import db
from planner.models import AggregateChange, Event
from planner.nouns import Aggregate

# Where each of them is counted on an event.
NUMBERS = {
    Aggregate.PLAN: "change_number",
    Aggregate.MONEY: "money_number",
    Aggregate.PEOPLE: "people_number",
    Aggregate.REPORT: "report_number",
    Aggregate.PHOTOS: "photos_number",
}


# What papers and pages call the aggregates that they need, and what each of these is read from.
READ_FROM = {
    "dossier": (Aggregate.PLAN,),
    "finances": (Aggregate.PLAN, Aggregate.MONEY),
    "people": (Aggregate.PEOPLE,),
    "report": (Aggregate.PLAN, Aggregate.MONEY, Aggregate.PEOPLE, Aggregate.REPORT),
    "story": tuple(NUMBERS),
    "red_head": (Aggregate.REPORT,),
    # Feedback is counted with the people, and so are the names that nobody is called by below a photo.
    "summary": (Aggregate.PLAN, Aggregate.MONEY, Aggregate.PEOPLE, Aggregate.REPORT),
    "photos": (Aggregate.PLAN, Aggregate.PEOPLE, Aggregate.PHOTOS),
}


def aggregates_of(needs: Iterable[str]) -> tuple[Aggregate, ...]:
    """All that these are read from, each once."""
    return tuple(dict.fromkeys(aggregate for need in needs for aggregate in READ_FROM[need]))


def change_key(event: Event, aggregates: Iterable[Aggregate]) -> tuple[object, ...]:
    """What is another value as soon as one of these aggregates of the event has changed.

    The moments are part of it, so that neither an id that is used again nor the same number of changes in a database
    that was put back from a copy is taken for the old event.
    """
    numbers = tuple(getattr(event, NUMBERS[aggregate]) for aggregate in aggregates)
    return (event.id, event.created_at, event.updated_at if Aggregate.PLAN in aggregates else None, *numbers)


def select_change_keys(wanted: ColumnElement[bool], aggregates: Iterable[Aggregate]) -> Select[Any]:
    """A statement for the `change_key` of all events that meet the condition, as rows of their own."""
    aggregates = tuple(aggregates)
    numbers = [getattr(Event, NUMBERS[aggregate]) for aggregate in aggregates]
    moment = Event.updated_at if Aggregate.PLAN in aggregates else null()
    return select(Event.id, Event.created_at, moment, *numbers).where(wanted).order_by(Event.id)


_COUNTED = AggregateChange.__table__.c
_LOCKED = (
    select(_COUNTED.number)
    .where(_COUNTED.event_id == bindparam("event_id", type_=Integer))
    .where(_COUNTED.aggregate == bindparam("aggregate", type_=String))
    .with_for_update()
)
_HELD = "locked_aggregates"


def lock_aggregate(event_id: int, aggregate: Aggregate) -> None:
    """Let the writers of one aggregate of an event come one after the other until this transaction ends.

    Whoever changes the plan locks the event itself (see `queries.events.find_event`), and does so first. Who has the
    lock and asks for it again costs no statement.
    """
    key = {"event_id": event_id, "aggregate": aggregate.value}
    if (event_id, aggregate) in _held():
        return
    if db.session.execute(_LOCKED, key).first() is None:
        try:
            with db.session.begin_nested():
                db.session.add(AggregateChange(**key))
        except IntegrityError:  # somebody was faster, or there is no such event
            if db.session.execute(_LOCKED, key).first() is None:
                return
    # What a savepoint takes back may be the lock itself.
    if not db.session().in_nested_transaction():
        _held().add((event_id, aggregate))


def _held() -> set[tuple[int, Aggregate]]:
    """What this transaction has locked; another one begins with nothing."""
    transaction = db.session().get_transaction()
    held: tuple[SessionTransaction | None, set[tuple[int, Aggregate]]] = db.session.info.get(_HELD, (None, set()))
    if held[0] is None or held[0] is not transaction:
        held = db.session.info[_HELD] = (transaction, set())
    return held[1]
