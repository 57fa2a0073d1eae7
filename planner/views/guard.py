"""The gate: nobody gets in unless a route is marked public; a loader fetches and authorises."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from planner.database import READING_METHODS
from planner.enums import LinkPurpose
from planner.errors import NotFound
from planner.extensions import db, login
from planner.models import Event, Link, User
from planner.nouns import Aggregate
from planner.permissions import EVENT_GONE, Access, Permission, can_read_event, require
from planner.queries.changes import lock_aggregate
from planner.queries.events import access_to, find_event
from planner.services.devices import may_use
from planner.services.organisations import needs_setup
from planner.views.devices import read_device

F = TypeVar("F", bound=Callable[..., Any])
_ALWAYS_OPEN = frozenset({"static", "bootstrap.static", "styles.show"})
_LARGEST_ID = 2**31 - 1


def public(view: F) -> F:
    """Mark a route as open to everybody. All others need an account or a guest's link."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def open_to_guests(view: F) -> F:
    """Mark a route that a guest may use; its loader still decides on which event."""
    view.is_open_to_guests = True  # type: ignore[attr-defined]
    return view


def init_guard(app: Flask) -> None:
    """Put the gate before every request and teach Flask-Login both kinds of persons."""
    app.before_request(check_entry)
    login.user_loader(load_person)


def load_person(session_id: str) -> User | Link | None:
    """The user or guest of a session, unless it was ended from elsewhere."""
    first, _, second = session_id.partition(".")
    if not (session_id.isascii() and second.isdigit()):
        return None
    if first == "guest":
        link = db.session.get(Link, int(second))
        is_guest = link is not None and link.purpose is LinkPurpose.GUEST and link.is_open
        return link if link is not None and is_guest and may_use(link, read_device()) else None
    if not first.isdigit():
        return None
    user = db.session.get(User, int(first), options=[joinedload(User.memberships)])
    return user if user is not None and user.active and user.session_number == int(second) else None


def check_entry() -> Response | None:
    """Let in by default only those who are known; guests only where guests may go."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in _ALWAYS_OPEN:
        return None
    if not _is_usable([*(request.view_args or {}).values(), *request.args.values()]):
        raise NotFound("链接写错了：里面有太大的编号或看不见的字符。")
    view = current_app.view_functions[endpoint]
    if getattr(view, "is_public", False):
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if current_user.guest_of is not None and not getattr(view, "is_open_to_guests", False):
        if request.method == "GET" and request.path == "/":
            return redirect(url_for("events.show", event_id=current_user.guest_of))
        raise NotFound("这个页面不在邀请的范围里。")
    return None


def _is_usable(values: Iterable[Any]) -> bool:
    """Whether a database can look for these: numbers that fit, text without NUL."""
    return all(value <= _LARGEST_ID if isinstance(value, int) else "\0" not in value for value in values)


def _to_sign_in() -> Response:
    if needs_setup():
        return redirect(url_for("setup.show"))
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=back))


def load_event(
    event_id: int,
    may: Permission = can_read_event,
    *,
    deleted: bool = False,
    changes: Aggregate | None = Aggregate.PLAN,
) -> tuple[Event, Access]:
    """The event and what the current person is to it; a writing request locks what it `changes` of it.

    Raises NotFound for strangers as for events that aren't there, NotAllowed for members without the right.
    """
    # Whoever changes an event waits for the one before: status, order and counts are judged as they stand then.
    locked = None if request.method in READING_METHODS else changes
    if locked in (Aggregate.MONEY, Aggregate.PEOPLE):
        lock_aggregate(event_id, locked)
    event = find_event(event_id, deleted=deleted, lock=locked is Aggregate.PLAN)
    if event is None:
        raise NotFound(EVENT_GONE)
    access = access_to(event, current_user)
    require(may, access)
    return event, access
