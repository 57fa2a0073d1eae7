"""The team of an event."""

from sqlalchemy import select

from planner.extensions import db
from planner.models import TeamMember, User


def list_members(event_id: int) -> list[TeamMember]:
    """Members by the pinyin of their names."""
    found = select(TeamMember).join(TeamMember.user).where(TeamMember.event_id == event_id)
    return list(db.session.scalars(found.order_by(User.name_key, User.id)))
