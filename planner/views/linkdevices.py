"""By what a browser is known that came by a link: a secret in a cookie, of which the link keeps the hash."""

import secrets

from flask import current_app, request
from werkzeug.wrappers import Response

_COOKIE, _SECONDS = "planner_device", 400 * 24 * 3600
_BYTES, _LONGEST = 24, 100


def read_device() -> str:
    """The secret of this browser; empty while it has none."""
    return request.cookies.get(_COOKIE, "")[:_LONGEST]


def new_device() -> str:
    """A secret for a browser without one."""
    return secrets.token_urlsafe(_BYTES)


def keep_device(response: Response, device: str) -> None:
    """Let the browser keep its secret, for as long as browsers keep cookies at all."""
    response.set_cookie(
        _COOKIE,
        device,
        max_age=_SECONDS,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
    )
