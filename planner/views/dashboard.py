"""The desk: my events, what is due, what waits for my word, the month."""

from flask import Blueprint, render_template
from flask_login import current_user

from planner.views.dashboardpage import dashboard_page

bp = Blueprint("dashboard", __name__, url_prefix="")


@bp.get("/")
def show() -> str:
    """The desk of a user; guests are sent to their event."""
    return render_template("dashboard/show.html", page=dashboard_page(current_user))
