"""First set-up."""

from flask import Blueprint

from planner.views.guard import public

bp = Blueprint("setup", __name__, url_prefix="/setup")


@bp.get("")
@public
def show(**_: int) -> str:
    """First set-up."""
    return ""
