"""All events."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("listing", __name__, url_prefix="/events")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """All events."""
    return ""
