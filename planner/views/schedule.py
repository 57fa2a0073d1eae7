"""The schedule."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("schedule", __name__, url_prefix="/events/<int:event_id>/schedule")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """The schedule."""
    return ""
