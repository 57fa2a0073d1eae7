"""Attachments."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("attachments", __name__, url_prefix="/events/<int:event_id>/attachments")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """Attachments."""
    return ""
