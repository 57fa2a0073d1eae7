"""The team of an event."""

from sqlalchemy import select

from planner.extensions import db
from planner.models import Invite, TeamMember, User


def list_members(event_id: int) -> list[TeamMember]:
    """Members by the pinyin of their names."""
    found = select(TeamMember).join(TeamMember.user).where(TeamMember.event_id == event_id)
    return list(db.session.scalars(found.order_by(User.name_key, User.id)))


def list_invites(event_id: int) -> list[Invite]:
    """Guests, the newest first."""
    return list(db.session.scalars(select(Invite).where(Invite.event_id == event_id).order_by(Invite.id.desc())))
