"""Reading the people of events. Never kept in memory: they are minors, and their data is encrypted at rest."""

from collections.abc import Sequence

from planner.extensions import db
from planner.models import Event
from planner.nouns import Aggregate
from planner.people import People
from planner.queries.rows import read_aggregate, read_aggregate_of


def read_people(event: Event) -> People:
    """The people as they stand in this transaction; one statement for each noun."""
    db.session.flush()
    return People.of(read_aggregate(Aggregate.PEOPLE, event.id))


def read_people_of(event_ids: Sequence[int]) -> dict[int, People]:
    """The people of several events, by event; one statement a noun, whatever the number of events."""
    return {event_id: People.of(rows) for event_id, rows in read_aggregate_of(Aggregate.PEOPLE, event_ids).items()}
