"""Organisations."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("organisations", __name__, url_prefix="/organisations")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """Organisations."""
    return ""
