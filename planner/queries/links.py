"""Links as their owners see them: those for guests of an event, and those that wait to be used by people of a unit."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from planner.enums import LinkPurpose
from planner.extensions import db
from planner.models import Link, User
from planner.models.columns import index_candidates
from planner.queries.organisations import home_of_user


def links_of_event(event_id: int) -> list[Link]:
    """Every link for a guest of an event with who made it: those that still open before the others, the newest first.

    Those of volunteers are the desk's (`queries.signups`) and their own.
    """
    listed = select(Link).where(Link.event_id == event_id, Link.purpose == LinkPurpose.GUEST)
    found = db.session.scalars(listed.options(joinedload(Link.created_by)).order_by(Link.id.desc()))
    return sorted(found, key=lambda link: not link.is_open)


def open_unit_links(organisation_id: int) -> list[Link]:
    """What waits to be used of a unit, with who made it: invitations, and links for the passwords of its people.

    Of its people those whose home it is: for the others another unit makes the links.
    """
    at_home = select(User.id).where(home_of_user == organisation_id)
    passwords = and_(Link.purpose == LinkPurpose.PASSWORD, Link.user_id.in_(at_home))
    listed = (
        select(Link)
        .where(or_(passwords, and_(Link.purpose == LinkPurpose.INVITATION, Link.unit_id == organisation_id)))
        .where(Link.used_at.is_(None), Link.revoked_at.is_(None))
        .options(joinedload(Link.user), joinedload(Link.created_by))
        .order_by(Link.id.desc())
    )
    return [link for link in db.session.scalars(listed) if link.is_open]


def invitations_for(user: User) -> list[Link]:
    """The open invitations of the user, with the units that invite, the oldest first; one statement."""
    indexes = [index for account in user.accounts for index in index_candidates(account)]
    listed = (
        select(Link)
        .where(Link.purpose == LinkPurpose.INVITATION, Link.account_index.in_(indexes))
        .where(Link.used_at.is_(None), Link.revoked_at.is_(None))
        .options(joinedload(Link.unit))
        .order_by(Link.id)
    )
    return [link for link in db.session.scalars(listed) if link.is_open]
