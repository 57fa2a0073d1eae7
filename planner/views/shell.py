"""What every page has: icons, controls, addresses, the frame around it, safe headers."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from flask import Flask, current_app, g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import Field

from planner import clock
from planner.days import range_label, short_range
from planner.eventkinds import KINDS
from planner.forms.controls import Drawn
from planner.forms.rows import ROW_FORMS
from planner.formtokens import mask_token
from planner.nouns import NOUNS
from planner.views.navigation import current_shell
from planner.views.once import once_field
from planner.views.places import page_url, place_url
from planner.views.privacy import is_private
from planner.views.toasts import take_toasts

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
YEAR_SECONDS = 365 * 24 * 3600
# For pages that were opened before files had their version in their path.
_MONTH_SECONDS = 30 * 24 * 3600
_SYMBOL = re.compile(r'<symbol[^>]*viewBox="([^"]+)"[^>]*>(.*)', re.DOTALL)


def init_shell(app: Flask) -> None:
    """Give templates what they draw with, and responses their headers."""
    app.after_request(add_headers)
    app.context_processor(lambda: {"shell": current_shell()})
    app.get_send_file_max_age = cache_seconds  # type: ignore[method-assign,assignment]
    app.jinja_env.globals.update(
        icon=icon,
        icon_mark=icon_mark,
        control=control,
        csrf_field=csrf_field,
        url_for=page_url,
        place_url=place_url,
        KINDS=KINDS,
        NOUNS=NOUNS,
        ROW_FORMS=ROW_FORMS,
        range_label=range_label,
        short_range=short_range,
        this_year=lambda: clock.today().year,
        toasts=take_toasts,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def cache_seconds(name: str | None) -> int | None:
    """How long browsers keep a static file unasked: a month when its address names its version, else not at all."""
    return _MONTH_SECONDS if request.args.get("v") or request.endpoint == "bootstrap.static" else None


def add_headers(response: Response) -> Response:
    """Headers that keep foreign scripts, frames and guesses out; what shows something of a child is not stored."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and request.path.endswith(".js"):
        response.headers["Cache-Control"] = "no-cache"  # modules have no version in their address
    if current_app.config["HTTPS"]:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}"
    if is_private():
        response.headers["Cache-Control"] = "no-store"
    elif request.endpoint not in ("static", "bootstrap.static"):
        response.headers.setdefault("Cache-Control", "no-cache, private")
    return response


@cache
def icon(name: str) -> Markup:
    """An icon, drawn inline and silent for screen readers; it always stands beside a word.

    Of the two thousand in the sprite of the package only those that were asked for are kept.
    """
    sprite = files("flask_bootstrap").joinpath("static/bootstrap4/icons/bootstrap-icons.svg").read_bytes()
    begin = sprite.rindex(b"<symbol", 0, sprite.index(f' id="{name}"'.encode()))
    symbol = _SYMBOL.match(sprite[begin : sprite.index(b"</symbol>", begin)].decode())
    assert symbol is not None, name
    return Markup(f'<svg class="ic" viewBox="{symbol[1]}" aria-hidden="true">{symbol[2].strip()}</svg>')


@cache
def icon_mark() -> Markup:
    """The mark of the house."""
    drawing = files("planner").joinpath("static/icon.svg").read_text(encoding="utf-8").strip()
    return Markup(drawing.replace("<svg ", '<svg aria-hidden="true" ', 1))


def control(field: Field, extra: Mapping[str, Any]) -> Markup:
    """The control of a form field, tied to its help and its errors for screen readers."""
    drawn = field if isinstance(field, Drawn) else Drawn()
    if drawn.is_tick:
        return Markup(field(class_="form-check-input", **extra))
    described = [f"{field.id}-help"] * bool(field.description) + [f"{field.id}-error"] * bool(field.errors)
    attributes = {"class_": "form-select" if drawn.is_select else "form-control", **extra}
    if field.errors:
        attributes |= {"class_": attributes["class_"] + " is-invalid", "aria_invalid": "true"}
    if described:
        attributes["aria_describedby"] = " ".join(described)
    if drawn.counts_characters:
        attributes.setdefault("data_most", str(field.most))
    return Markup(field(**attributes))


def csrf_field(*, once: bool = True) -> Markup:
    """The hidden fields of every form that posts: the proof that it is ours, and the key that lets it count once.

    Without `once` for a form that may well be sent several times from the same page.
    """
    if "form_proof" not in g:
        g.form_proof = Markup('<input type="hidden" name="csrf_token" value="{}">').format(form_token())
    proof: Markup = g.form_proof
    return proof + once_field() if once else proof


def form_token() -> str:
    """The token of all forms of this answer, masked for this answer."""
    if "masked_token" not in g:
        g.masked_token = mask_token(generate_csrf())
    return str(g.masked_token)
