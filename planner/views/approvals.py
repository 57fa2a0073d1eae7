"""Approvals."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("approvals", __name__, url_prefix="")


@bp.get("/approvals")
@open_to_guests
def queue(**_: int) -> str:
    """Approvals."""
    return ""
