"""Reading the people of an event. Never kept in memory: they are minors, and their data is encrypted at rest."""

from planner.extensions import db
from planner.models import Event
from planner.nouns import Aggregate
from planner.people import People
from planner.queries.rows import read_aggregate


def read_people(event: Event) -> People:
    """The people as they stand in this transaction; one statement for each noun."""
    db.session.flush()
    return People.of(read_aggregate(Aggregate.PEOPLE, event.id))
