"""Signing in and out, passwords."""

from flask import Blueprint

from planner.views.guard import public

bp = Blueprint("accounts", __name__, url_prefix="")


@bp.get("/sign-in")
@public
def sign_in(**_: int) -> str:
    """Signing in and out, passwords."""
    return ""


@bp.get("/me")
def me() -> str:
    """The signed-in user."""
    return ""
