"""Head counts: lists of events show their sum."""

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import Event, HeadCount
from planner.services.behaviours.behaviour import Behaviour


class HeadCounts(Behaviour):
    """The event has a copy of their sum, which lists show and sort by."""

    noun = "head_counts"

    def follow(self, event: Event) -> None:
        counted = select(func.sum(HeadCount.count)).where(
            HeadCount.event_id == event.id, HeadCount.deleted_at.is_(None)
        )
        event.head_total = db.session.scalar(counted)
