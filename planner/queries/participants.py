"""The roster of an event, by the pinyin of its names."""

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import Participant


def read_roster(event_id: int) -> list[Participant]:
    """The participants in the order of the list."""
    found = select(Participant).where(Participant.event_id == event_id, Participant.deleted_at.is_(None))
    return list(db.session.scalars(found.order_by(Participant.position, Participant.id)))


def count_roster(event_id: int) -> int:
    """How many participants are on the roster."""
    counted = select(func.count()).where(Participant.event_id == event_id, Participant.deleted_at.is_(None))
    return db.session.scalar(counted) or 0
