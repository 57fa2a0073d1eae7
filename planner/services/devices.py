"""Devices: sessions that end for good, and the marks of browsers that signed in before."""

import secrets
from collections.abc import Iterable

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import Update, delete, or_, select, update

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Device, Link, User
from planner.services.guard import guard_self
from planner.services.links import hash_token

_TOKEN_BYTES = 18
_MARK_BYTES = 9
_FORGOTTEN_AT_ONCE = 100


def begin_session(person: User | Link, *, browser: str = "") -> str:
    """A new session of a user or a guest; returns its id, which belongs into the cookie and is kept nowhere."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    is_user = person.kind is ActorKind.USER
    device = Device(
        token_hash=hash_token(token),
        user_id=person.id if is_user else None,
        link_id=None if is_user else person.id,
        browser=browser,
        created_at=clock.now(),
        last_used_at=clock.now(),
    )
    _forget_old()
    db.session.add(device)
    db.session.flush()
    return f"{person.get_id()}.{token}"


def end_session(session_id: str) -> None:
    """End the session of that id for good: a copy of its cookie opens nothing any more."""
    token = session_id.rpartition(".")[2]
    _end(update(Device).where(Device.token_hash == hash_token(token)))


def end_device(device_id: int, user: User, *, actor: Actor) -> None:
    """End one of the user's own sessions; raises NotFound for any other."""
    guard_self(user, actor)
    device = db.session.get(Device, device_id)
    if device is None or device.user_id != user.id or device.ended_at is not None:
        raise NotFound("这个设备已经退出了。")
    device.ended_at = clock.now()
    db.session.flush()


def end_all(user: User) -> None:
    """End every session of the user, on all devices; also those that begin with what they know now."""
    # In SQL, so that of two at the same time none is lost.
    user.session_number = User.session_number + 1
    _end(update(Device).where(Device.user_id == user.id))


def note_use(device_id: int) -> None:
    """Note that a session is used now."""
    used = update(Device).where(Device.id == device_id)
    db.session.execute(used.values(last_used_at=clock.now()), execution_options={"synchronize_session": False})


def make_mark(user: User) -> str:
    """A mark by which a browser is known again as one that the user signed in with.

    It is sealed with the password as it is kept: once that has changed, the mark is worth nothing.
    """
    return _seal(user).dumps(secrets.token_urlsafe(_MARK_BYTES))


def find_mark(user: User | None, marks: Iterable[str]) -> str:
    """The device that one of these marks names as known to the user; empty when none does."""
    if user is None or not user.active or not user.password_hash:
        return ""
    for mark in marks:
        try:
            return str(_seal(user).loads(mark))
        except BadData:
            continue
    return ""


def _seal(user: User) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"device/{user.id}/{user.password_hash}")


def _end(sessions: Update) -> None:
    open_ones = sessions.where(Device.ended_at.is_(None)).values(ended_at=clock.now())
    db.session.flush()
    db.session.execute(open_ones)


def _forget_old() -> None:
    """Forget sessions whose cookie has long ended; a clock that once ran ahead keeps none for ever."""
    now, kept = clock.now(), 2 * current_app.permanent_session_lifetime
    old = or_(Device.last_used_at < now - kept, Device.last_used_at > now + kept)
    # Two at once must not wait for each other here.
    ids = db.session.scalars(select(Device.id).where(old).limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True))
    if found := ids.all():
        db.session.execute(delete(Device).where(Device.id.in_(found)))
