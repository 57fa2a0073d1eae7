"""Donated goods, what was handed out, the sheets to be signed."""

from flask import Blueprint

from planner.permissions import can_read_accounts
from planner.queries.finances import current_finances
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.handoutspage import handouts_page

bp = Blueprint("handouts", __name__, url_prefix="/events/<int:event_id>")


@bp.get("/handouts")
def show(event_id: int) -> str:
    """Donated goods, what was handed out, the sheets to be signed."""
    event, access = load_event(event_id, can_read_accounts)
    page = handouts_page(event, access, current_finances(event))
    return render_event("handouts/show.html", event, access, noun="handouts", page=page)
