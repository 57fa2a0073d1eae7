"""What finance waived of a settlement."""

from sqlalchemy import select

from planner.extensions import db
from planner.models import Waiver
from planner.money.gaps import WrittenWaiver


def read_waivers(event_id: int) -> tuple[WrittenWaiver, ...]:
    """The waivers of an event that nobody withdrew, the oldest first; one statement."""
    standing = select(Waiver).where(Waiver.event_id == event_id, Waiver.withdrawn_at.is_(None)).order_by(Waiver.id)
    return tuple(
        WrittenWaiver(row.id, row.reason, row.subject, row.amount, row.words, row.author, row.at)
        for row in db.session.scalars(standing)
    )
