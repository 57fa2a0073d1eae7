"""The files that browsers load beside the pages: where they lie, how long they are kept, and their old address."""

from collections.abc import MutableMapping
from pathlib import Path

from flask import Blueprint, Flask, current_app, redirect, request
from werkzeug.wrappers import Response
from whitenoise import WhiteNoise

from planner.assets.build import ensure_built

bp = Blueprint("assets", __name__)

PREFIX = "assets"


def init_assets(app: Flask) -> None:
    """Build the files of this version, if that is not done yet, and serve them before anything else is asked.

    Their addresses name the version, so that browsers need not ask again for a year; files of versions before stay
    there for pages that are still open.
    """
    home = Path(app.config["INSTANCE_DIR"], "assets")
    app.extensions[PREFIX] = ensure_built(home)
    app.jinja_env.globals.update(asset=asset)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=home,
        prefix=PREFIX,
        immutable_file_test=lambda path, url: True,
        add_headers_function=_add_headers,
    )


def asset(name: str) -> str:
    """The address of a file beside the pages; it changes with every version."""
    return f"{request.script_root}/{PREFIX}/{current_app.extensions[PREFIX]}/{name}"


def _add_headers(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    # Weak: however it is compressed, it says the same.
    headers["ETag"] = f'W/"{url}"'


@bp.get("/styles.css")
def show_stylesheet() -> Response:
    """The stylesheet for pages that were opened before an update, at the address that they know."""
    response = redirect(asset("style.css"))
    response.headers["Cache-Control"] = "no-cache"
    return response
