"""The month."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("calendar", __name__, url_prefix="/calendar")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """The month."""
    return ""
