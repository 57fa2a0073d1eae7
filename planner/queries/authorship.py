"""Who wrote what is decided, by account."""

from sqlalchemy import ColumnElement, and_, select

from planner.enums import Matter
from planner.extensions import db
from planner.models import RowAuthor
from planner.nouns import Aggregate, nouns_of

# The facts of an event have no row of their own; whoever changes them writes this one.
FACTS = "facts"
# Nor has a paragraph of a summary a noun of its own.
SUMMARY = "summary"
NOUNS_OF: dict[Matter, frozenset[str]] = {
    Matter.PLAN: frozenset({FACTS, *(noun.name for noun in nouns_of(Aggregate.PLAN))}),
    Matter.BUDGET: frozenset({"budget", "funding"}),
    Matter.SETTLEMENT: frozenset(noun.name for noun in nouns_of(Aggregate.MONEY)),
    Matter.SUMMARY: frozenset({SUMMARY}),
}
"""The nouns whose rows make up what is decided."""


def wrote_part_of(matter: Matter) -> ColumnElement[bool]:
    """A `RowAuthor` of what is there of a matter."""
    return and_(RowAuthor.noun.in_(sorted(NOUNS_OF[matter])), RowAuthor.gone.is_(False))


def authors_of(event_id: int, matter: Matter) -> set[int]:
    """The accounts that wrote a row of what is there of a matter now; one statement."""
    found = select(RowAuthor.user_id).where(RowAuthor.event_id == event_id, wrote_part_of(matter)).distinct()
    return set(db.session.scalars(found))
