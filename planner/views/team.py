"""The team."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("team", __name__, url_prefix="/events/<int:event_id>/team")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """The team."""
    return ""
