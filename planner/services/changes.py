"""Counting the changes of an event, one number an aggregate."""

from typing import cast

from sqlalchemy import BigInteger, Integer, String, Table, bindparam, case, update

from planner import clock
from planner.extensions import db
from planner.models import AggregateChange, Event
from planner.nouns import Aggregate
from planner.queries.changes import NUMBERS, lock_aggregate

MICROSECONDS = 1_000_000
_TABLE = cast(Table, AggregateChange.__table__)
_MOMENT = bindparam("moment", type_=BigInteger)
_COUNT = (
    update(_TABLE)
    .where(_TABLE.c.event_id == bindparam("event", type_=Integer))
    .where(_TABLE.c.aggregate == bindparam("changed", type_=String))
    .values(number=case((_TABLE.c.number < _MOMENT, _MOMENT), else_=_TABLE.c.number + 1))
)


def count_change(event: Event, aggregate: Aggregate) -> None:
    """Raise the change number of an aggregate in SQL, so that of two changes at the same time none is lost.

    Money, people and photos are counted beside the event: a tick on a roster neither locks the event for everybody nor
    makes what is kept of its plan stale.
    """
    if aggregate is Aggregate.PLAN:
        event.change_number = Event.change_number + 1
        event.updated_at = clock.now()
        return
    lock_aggregate(event.id, aggregate)
    moment = int(clock.now().timestamp() * MICROSECONDS)
    # Past the unit of work: what waits in it is written together with the entry of the log.
    db.session.connection().execute(_COUNT, {"event": event.id, "changed": aggregate.value, "moment": moment})
    db.session.expire(event, [NUMBERS[aggregate]])
