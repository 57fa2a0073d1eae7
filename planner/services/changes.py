"""Counting the changes of an event, one number an aggregate."""

from sqlalchemy import case, update

from planner import clock
from planner.extensions import db
from planner.models import AggregateChange, Event
from planner.nouns import Aggregate
from planner.queries.changes import NUMBERS, lock_aggregate

MICROSECONDS = 1_000_000


def count_change(event: Event, aggregate: Aggregate) -> None:
    """Raise the change number of an aggregate in SQL, so that of two changes at the same time none is lost.

    Money and people are counted beside the event: a tick on a roster neither locks the event for everybody nor makes
    what is kept of its plan stale.
    """
    if aggregate is Aggregate.PLAN:
        event.change_number = Event.change_number + 1
        event.updated_at = clock.now()
        return
    lock_aggregate(event.id, aggregate)
    moment = int(clock.now().timestamp() * MICROSECONDS)
    number = case((AggregateChange.number < moment, moment), else_=AggregateChange.number + 1)
    counted = update(AggregateChange).where(
        AggregateChange.event_id == event.id, AggregateChange.aggregate == aggregate.value
    )
    db.session.execute(counted.values(number=number), execution_options={"synchronize_session": False})
    db.session.expire(event, [NUMBERS[aggregate]])
