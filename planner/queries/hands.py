"""Who wrote the accounts of an event, by account."""

from typing import NamedTuple

from sqlalchemy import func, select

from planner.enums import Matter
from planner.extensions import db
from planner.models import RowAuthor, User
from planner.queries.authorship import wrote_part_of


class Hand(NamedTuple):
    """An account, and of how many rows of a noun it wrote something."""

    user_id: int
    name: str
    noun: str
    row_count: int


def read_hands(event_id: int) -> list[Hand]:
    """The accounts that wrote what is there of the accounts of an event, by name; one statement."""
    written = (
        select(User.id, User.name, RowAuthor.noun, func.count())
        .join(User, User.id == RowAuthor.user_id)
        .where(RowAuthor.event_id == event_id, wrote_part_of(Matter.SETTLEMENT))
        .group_by(User.id, User.name, User.name_key, RowAuthor.noun)
        .order_by(User.name_key, User.id, RowAuthor.noun)
    )
    return [Hand(*row) for row in db.session.execute(written)]
