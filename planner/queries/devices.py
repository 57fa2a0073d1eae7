"""Devices: whose session a cookie stands for, and where somebody is signed in."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from planner import clock
from planner.enums import LinkPurpose
from planner.extensions import db
from planner.models import Device, Link, User
from planner.models.devices import GRAIN


def find_user_of_session(user_id: int, number: int, token_hash: str) -> tuple[User, Device] | None:
    """The user of a session that nobody has ended, with what they are where; one statement."""
    wanted = (
        select(User, Device)
        .join(Device, Device.user_id == User.id)
        .options(joinedload(User.memberships), undefer(User.stands_in))
        .where(User.id == user_id, User.session_number == number, User.active)
        .where(Device.token_hash == token_hash, Device.ended_at.is_(None))
    )
    found = db.session.execute(wanted).unique().one_or_none()
    return (found[0], found[1]) if found else None


def find_guest_of_session(link_id: int, token_hash: str) -> tuple[Link, Device] | None:
    """The guest of a session that nobody has ended, while their link is open; one statement."""
    wanted = (
        select(Link, Device)
        .join(Device, Device.link_id == Link.id)
        .where(Link.id == link_id, Link.purpose == LinkPurpose.GUEST)
        .where(Device.token_hash == token_hash, Device.ended_at.is_(None))
    )
    found = db.session.execute(wanted).one_or_none()
    return (found[0], found[1]) if found and found[0].is_open else None


def list_devices(user: User, lifetime: timedelta) -> list[Device]:
    """Where the user is signed in: the sessions that nobody has ended and whose cookie may still live, latest first."""
    signed_in = select(Device).where(Device.user_id == user.id, Device.ended_at.is_(None))
    # A little more than its cookie lives: what is kept of the last use is coarse.
    signed_in = signed_in.where(Device.last_used_at > clock.now() - lifetime - GRAIN)
    return list(db.session.scalars(signed_in.order_by(Device.last_used_at.desc(), Device.id.desc())))
