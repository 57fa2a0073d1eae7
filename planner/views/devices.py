"""Signing in and out of this browser, and the list of those where one is signed in."""

from flask import Blueprint, after_this_request, current_app, flash, g, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from planner.browsers import name_browser
from planner.extensions import db
from planner.models import Link, User
from planner.services import devices
from planner.views.once import LEFT, mark_of

bp = Blueprint("devices", __name__, url_prefix="/me/devices")
MARKS_COOKIE = "planner_known"
_BETWEEN = "~"
# So many people may take turns at one laptop before the first of them is no longer known there.
_MOST_MARKS = 6
# Browsers keep no cookie for longer.
_MARK_SECONDS = 400 * 24 * 3600


def enter(person: User | Link) -> None:
    """Begin a fresh session, for a user or a guest; the caller commits."""
    session_id = devices.begin_session(person, browser=name_browser(request.user_agent.string))
    session.clear()
    login_user(person)
    session["_user_id"] = session_id
    session.permanent = True
    if isinstance(person, User):
        _keep_mark(person)


def leave() -> None:
    """End the session of this browser for good; the caller commits. What was left unsaved in the browser goes too."""
    devices.end_session(session.get("_user_id", ""))
    left = mark_of(current_user)
    logout_user()
    session.clear()
    session[LEFT] = left


def known_marks() -> list[str]:
    """What this browser says about who signed in with it before."""
    marks = request.cookies.get(MARKS_COOKIE, "")
    return marks.split(_BETWEEN)[:_MOST_MARKS] if marks else []


def _keep_mark(user: User) -> None:
    """Let this browser be known again for the user, and as before for the others."""
    others = [mark for mark in known_marks() if not devices.find_mark(user, [mark])]
    marks = _BETWEEN.join([devices.make_mark(user), *others][:_MOST_MARKS])

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            MARKS_COOKIE,
            marks,
            max_age=_MARK_SECONDS,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def note_use(response: Response) -> Response:
    """Note at long intervals that a session is used; a page that is ready never waits for it, nor fails with it."""
    device_id = g.pop("stale_device", None)
    if device_id is None:
        return response
    db.session.rollback()
    g.is_writing = True
    try:
        devices.note_use(device_id)
        db.session.commit()
    except OperationalError:
        db.session.rollback()
    return response


@bp.post("/<int:device_id>/end")
def end(device_id: int) -> Response:
    """Sign out on one of my devices; on this one as if by its own button."""
    devices.end_device(device_id, current_user, actor=current_user)
    is_here = device_id == g.get("device_id")
    if is_here:
        leave()
    db.session.commit()
    if not is_here:
        flash("那台设备已退出")
    return redirect(url_for("accounts.sign_in" if is_here else "accounts.me"))
