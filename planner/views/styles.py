"""The stylesheets of the house: a small file for each component, all of them in one answer."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, current_app, request
from werkzeug.wrappers import Response

bp = Blueprint("styles", __name__)

MONTH_SECONDS = 30 * 24 * 3600
# The cascade is said here and nowhere else: what comes later wins over what comes before.
STYLESHEETS = (
    "tokens base text "
    "shell phonebars tabs steps findings notes page "
    "facts panels rows status bars buttons fields filters toast "
    "tables records calendar board blocks schedule phases "
    "plan sheet slips dock menus rowforms pasting cards papers "
    "people events approvals versions activity "
    "money planned expenses remarks overview"
).split()


@dataclass(frozen=True)
class ServedSheet:
    """All stylesheets as one text, and the name of just this text."""

    text: str
    version: str


@cache
def join_stylesheets(folder: Path) -> ServedSheet:
    """The stylesheets of a folder in the order of the cascade; they are read once."""
    text = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLESHEETS)
    return ServedSheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


def find_sheet() -> ServedSheet:
    """The stylesheet of the running app."""
    return join_stylesheets(Path(current_app.static_folder or "", "css"))


def stylesheet_url(root: str) -> str:
    """The address of the stylesheet; it changes with every stylesheet, so that it can be cached for long."""
    return f"{root}/styles.css?v={find_sheet().version}"


@bp.get("/styles.css")
def show() -> Response:
    """All stylesheets in one answer; a page from before an update gets those of today, and they are not kept."""
    sheet = find_sheet()
    response = current_app.response_class(sheet.text, mimetype="text/css")
    response.set_etag(sheet.version)
    if request.args.get("v") == sheet.version:
        response.cache_control.public = True
        response.cache_control.max_age = MONTH_SECONDS
    else:
        response.cache_control.no_cache = True
    return response.make_conditional(request)
