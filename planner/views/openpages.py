"""Pages for people without an account: open to everybody, light, unseen by search engines, kept by nobody."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from flask import Blueprint, Flask, current_app, g, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from planner.assets.build import OPEN_STYLE
from planner.database import READING_METHODS
from planner.errors import NotFound, PlannerError
from planner.extensions import csrf, db
from planner.views.assets import PREFIX
from planner.views.errors import typed_texts
from planner.views.guard import public
from planner.views.once import count_once_for_visitors
from planner.views.privacy import mark_private
from planner.views.shell import HEADERS
from planner.views.visitors import desks_known_here

F = TypeVar("F", bound=Callable[..., Any])
_POLICY = "open-policy"


def init_open_pages(app: Flask) -> None:
    """Read the style that every such page carries within, and allow just that one by its hash."""
    style = Path(app.config["INSTANCE_DIR"], PREFIX, app.extensions[PREFIX], OPEN_STYLE).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    app.extensions[_POLICY] = f"{HEADERS['Content-Security-Policy']}; style-src 'self' 'sha256-{digest}'"
    # Of our own rules only, nothing that anybody typed.
    app.jinja_env.globals.update(open_style=Markup(f"<style>{style}</style>"))


def open_to_visitors(view: F) -> F:
    """Mark a route that serves people without an account; a form of theirs that comes twice counts once."""
    return public(count_once_for_visitors(view))


def serve_visitors(bp: Blueprint, *, refusing: Callable[[PlannerError], tuple[str, int]] | None = None) -> None:
    """Give the pages of a blueprint their headers, and its refusals a page of the same kind.

    `refusing` draws that page where the usual one, which leads volunteers back to their own, is not the right one.
    """
    csrf.exempt(bp)
    bp.before_request(_check_form)
    bp.before_request(mark_private)
    bp.after_request(_add_headers)
    bp.register_error_handler(PlannerError, refusing or show_closed)


def _check_form() -> None:
    """As for every form, save that over HTTPS a referrer is asked for elsewhere, which these pages do not send."""
    if request.method not in READING_METHODS and current_app.config["WTF_CSRF_ENABLED"]:
        csrf.check_token()
        g.csrf_valid = True


def _add_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = current_app.extensions[_POLICY]
    # The address itself opens the page.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def show_closed(error: PlannerError) -> tuple[str, int]:
    """What can't be had, in its own sentence, and what was typed."""
    db.session.rollback()
    desks = desks_known_here()
    page = render_template(
        "signing/closed.html", title=closed_title(error), sentence=error.sentence, typed=typed_texts(), desks=desks
    )
    return page, error.status


def show_ended(error: PlannerError) -> tuple[str, int]:
    """What can't be had, in its own sentence: for whoever has no page of their own to be led back to."""
    db.session.rollback()
    page = render_template("ended.html", title=closed_title(error), sentence=error.sentence, typed=())
    return page, error.status


def closed_title(error: PlannerError) -> str:
    """What stands over the sentence of a refusal."""
    return "打不开了" if error.status == NotFound.status else "没做成"
