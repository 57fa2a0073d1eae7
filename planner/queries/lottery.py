"""Draws that are still to come."""

from datetime import datetime

from sqlalchemy import select

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event, SignUpDesk, SignUpLottery


def list_draws_until(moment: datetime) -> list[tuple[int, SignUpLottery]]:
    """The draws that are due by a moment and were not made, with the id of the event; one statement."""
    wanted = select(SignUpDesk.event_id, SignUpLottery).join(SignUpDesk, SignUpDesk.id == SignUpLottery.desk_id)
    wanted = wanted.join(Event, Event.id == SignUpDesk.event_id).where(SignUpLottery.drawn_at.is_(None))
    wanted = wanted.where(SignUpLottery.draws_at <= moment, Event.deleted_at.is_(None))
    found = db.session.execute(wanted.where(Event.status != EventStatus.CANCELLED))
    return [(event_id, lottery) for event_id, lottery in found]
