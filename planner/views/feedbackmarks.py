"""By what a phone is known again that said how an event was: a mark of chance, signed, for these pages only."""

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, Signer
from werkzeug.wrappers import Response

_COOKIE_PATH, _COOKIE_SECONDS = "/f", 400 * 24 * 3600
_MARK_BYTES = 18


def read_mark(event_id: int) -> str:
    """The mark that this phone has for the event; a new one where it has none, or one that nobody here has signed."""
    try:
        return _signer(event_id).unsign(request.cookies.get(_name(event_id), "")).decode()
    except (BadSignature, UnicodeError):
        return secrets.token_urlsafe(_MARK_BYTES)


def set_mark(response: Response, event_id: int, mark: str) -> Response:
    """Let this phone be known by its mark; no script can read it."""
    response.set_cookie(
        _name(event_id),
        _signer(event_id).sign(mark).decode(),
        max_age=_COOKIE_SECONDS,
        path=_COOKIE_PATH,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
    )
    return response


def _signer(event_id: int) -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=f"feedback/{event_id}")


def _name(event_id: int) -> str:
    return f"planner_f{event_id}"
