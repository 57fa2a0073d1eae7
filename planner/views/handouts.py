"""Donated goods, what was handed out, the sheets to be signed."""

from flask import Blueprint

from planner.permissions import can_read_accounts
from planner.places import parse_place
from planner.queries.finances import current_finances
from planner.views.eventpage import render_event
from planner.views.guard import load_event

bp = Blueprint("handouts", __name__, url_prefix="/events/<int:event_id>")


@bp.get("/handouts")
def show(event_id: int) -> str:
    """Donated goods, what was handed out, the sheets to be signed."""
    event, access = load_event(event_id, can_read_accounts)
    money = current_finances(event)
    return render_event(
        "handouts/show.html",
        event,
        access,
        noun="handouts",
        money=money,
        ledger=money.ledger,
        findings_here=[f for f in money.settlement_findings if parse_place(f.where).noun == "donations"],
        donations={d.key: d for d in money.settlement.donations},
    )
