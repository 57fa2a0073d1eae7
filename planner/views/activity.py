"""The log."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("activity", __name__, url_prefix="/events/<int:event_id>/activity")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """The log."""
    return ""
