"""Reading the people of events. Never kept in memory: they are minors, and their data is encrypted at rest."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from planner import clock
from planner.enums import ErasureCause
from planner.extensions import db
from planner.models import Erasure, Event
from planner.nouns import Aggregate
from planner.people import ErasedRoster, People
from planner.queries.rows import read_aggregate, read_aggregate_of


def read_people(event: Event) -> People:
    """The people as they stand in this transaction; a statement for each noun, one more once they were erased."""
    db.session.flush()
    people = People.of(read_aggregate(Aggregate.PEOPLE, event.id))
    return replace(people, erased=read_erased(event)) if event.children_erased_at else people


def read_erased(event: Event) -> ErasedRoster | None:
    """What is left of the roster of an event that was erased when its time was over; None while none was."""
    if event.children_erased_at is None:
        return None
    columns = (Erasure.children, Erasure.girls, Erasure.boys)
    wanted = select(*columns).where(Erasure.event_id == event.id, Erasure.cause == ErasureCause.DUE)
    found = db.session.execute(wanted).all()
    children, girls, boys = (sum(row[at] for row in found) for at in range(len(columns)))
    return ErasedRoster(clock.local(event.children_erased_at).date(), children, girls, boys)


def read_people_of(event_ids: Sequence[int]) -> dict[int, People]:
    """The people of several events, by event; one statement a noun, whatever the number of events."""
    return {event_id: People.of(rows) for event_id, rows in read_aggregate_of(Aggregate.PEOPLE, event_ids).items()}
