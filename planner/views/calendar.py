"""The month: events on their days, festivals beside them."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from planner.views.calendarpage import calendar_page
from planner.views.listing import read_month

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
FIRST, LAST = (1901, 1), (2199, 12)


@bp.get("")
def show() -> str:
    """The month of the address, or the present one."""
    text = request.args.get("month", "").strip()
    wanted = read_month(text)
    if wanted is not None and not FIRST <= wanted <= LAST:
        wanted = None
    page = calendar_page(current_user, wanted, unread="" if wanted else text)
    return render_template("calendar/show.html", page=page)
