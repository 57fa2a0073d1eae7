"""The gate: nobody gets in unless a route is marked public; a loader fetches and authorises."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.database import READING_METHODS
from planner.errors import NotFound
from planner.extensions import login
from planner.models import Device, Event, Link, User
from planner.nouns import Aggregate
from planner.permissions import EVENT_GONE, Access, Permission, can_read_event, require
from planner.queries.changes import lock_aggregate
from planner.queries.devices import find_guest_of_session, find_user_of_session
from planner.queries.events import access_to, find_event
from planner.services.linkdevices import may_use
from planner.services.links import hash_token
from planner.services.organisations import needs_setup
from planner.views.devices import note_use
from planner.views.linkdevices import read_device

F = TypeVar("F", bound=Callable[..., Any])
_ALWAYS_OPEN = frozenset({"static", "bootstrap.static", "assets.show_stylesheet"})
_LARGEST_ID = 2**31 - 1
# Of users id and session number, of guests the id of their link; behind it the token of this one session.
_SESSION_ID = re.compile(r"(?P<whose>guest|[0-9]{1,10})\.(?P<number>[0-9]{1,10})\.(?P<token>[\w-]{8,64})", re.ASCII)


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
    app.after_request(note_use)
    login.user_loader(load_person)


def load_person(session_id: str) -> User | Link | None:
    """The user or guest of a session, unless somebody has ended it; one statement."""
    parts = _SESSION_ID.fullmatch(session_id)
    if parts is None:
        return None
    number, token_hash = int(parts["number"]), hash_token(parts["token"])
    if parts["whose"] == "guest":
        found: tuple[User | Link, Device] | None = find_guest_of_session(number, token_hash)
    else:
        found = find_user_of_session(int(parts["whose"]), number, token_hash)
    if found is None:
        return None
    person, device = found
    if isinstance(person, Link) and not may_use(person, read_device()):
        return None
    g.device_id = device.id
    if device.is_stale:
        g.stale_device = device.id
        session.modified = True  # so that its cookie lasts from now on
    return person


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
    if locked not in (None, Aggregate.PLAN):
        lock_aggregate(event_id, locked)
    event = find_event(event_id, deleted=deleted, lock=locked is Aggregate.PLAN)
    if event is None:
        raise NotFound(EVENT_GONE)
    access = access_to(event, current_user)
    require(may, access)
    return event, access
