"""The desk."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("dashboard", __name__, url_prefix="")


@bp.get("/")
@open_to_guests
def show(**_: int) -> str:
    """The desk."""
    return ""
