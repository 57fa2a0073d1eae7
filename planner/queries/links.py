"""Links as their owners see them: all of an event, and those that wait to be used by the people of a unit."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.enums import LinkPurpose
from planner.extensions import db
from planner.models import Link, Membership


def links_of_event(event_id: int) -> list[Link]:
    """Every link of an event with who made it: those that still open before the others, the newest first."""
    listed = select(Link).where(Link.event_id == event_id).options(joinedload(Link.created_by))
    return sorted(db.session.scalars(listed.order_by(Link.id.desc())), key=lambda link: not link.is_open)


def open_password_links(organisation_id: int) -> list[Link]:
    """The links with which people of a unit may set a password, with whose they are and who made them."""
    people = select(Membership.user_id).where(Membership.organisation_id == organisation_id)
    listed = (
        select(Link)
        .where(Link.purpose == LinkPurpose.PASSWORD, Link.user_id.in_(people))
        .where(Link.used_at.is_(None), Link.revoked_at.is_(None))
        .options(joinedload(Link.user), joinedload(Link.created_by))
        .order_by(Link.id.desc())
    )
    return [link for link in db.session.scalars(listed) if link.is_open]
