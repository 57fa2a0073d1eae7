"""Devices: whose session a cookie stands for, and where somebody is signed in."""

from datetime import timedelta

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import joinedload, load_only, undefer

from planner import clock
from planner.enums import LinkPurpose
from planner.extensions import db
from planner.models import Device, Link, User
from planner.models.devices import GRAIN

# Sent with every page, so they are built once: building them costs more than their answers.
_WHOSE = bindparam("whose", type_=Integer)
_OPEN = (Device.token_hash == bindparam("token_hash"), Device.ended_at.is_(None))
_USER_OF_SESSION = (
    select(User, Device)
    .join(Device, Device.user_id == User.id)
    .options(joinedload(User.memberships), undefer(User.stands_in), load_only(Device.id, Device.last_used_at))
    .where(User.id == _WHOSE, User.session_number == bindparam("number", type_=Integer), User.active, *_OPEN)
)
_GUEST_OF_SESSION = (
    select(Link, Device)
    .join(Device, Device.link_id == Link.id)
    .where(Link.id == _WHOSE, Link.purpose == LinkPurpose.GUEST, *_OPEN)
)


def find_user_of_session(user_id: int, number: int, token_hash: str) -> tuple[User, Device] | None:
    """The user of a session that nobody has ended, with what they are where; one statement."""
    values = {"whose": user_id, "number": number, "token_hash": token_hash}
    found = db.session.execute(_USER_OF_SESSION, values).unique().one_or_none()
    return (found[0], found[1]) if found else None


def find_guest_of_session(link_id: int, token_hash: str) -> tuple[Link, Device] | None:
    """The guest of a session that nobody has ended, while their link is open; one statement."""
    found = db.session.execute(_GUEST_OF_SESSION, {"whose": link_id, "token_hash": token_hash}).one_or_none()
    return (found[0], found[1]) if found and found[0].is_open else None


def list_devices(user: User, lifetime: timedelta) -> list[Device]:
    """Where the user is signed in: the sessions that nobody has ended and whose cookie may still live, latest first."""
    signed_in = select(Device).where(Device.user_id == user.id, Device.ended_at.is_(None))
    # A little more than its cookie lives: what is kept of the last use is coarse.
    signed_in = signed_in.where(Device.last_used_at > clock.now() - lifetime - GRAIN)
    return list(db.session.scalars(signed_in.order_by(Device.last_used_at.desc(), Device.id.desc())))
