"""Users."""

from flask import Blueprint

from planner.views.guard import open_to_guests

bp = Blueprint("users", __name__, url_prefix="/users")


@bp.get("")
@open_to_guests
def show(**_: int) -> str:
    """Users."""
    return ""
