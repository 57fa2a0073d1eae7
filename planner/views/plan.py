"""The plan editor."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("plan", __name__, url_prefix="/events/<int:event_id>/plan")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """The plan editor."""
    return ""
