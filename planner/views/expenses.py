"""The accounts of an event: expenses with their vouchers, money that came in, advances."""

from flask import Blueprint
from flask_login import current_user

from planner.money.finances import group_by_line
from planner.permissions import can_read_accounts
from planner.queries.finances import current_finances
from planner.views.eventpage import render_event
from planner.views.guard import load_event

bp = Blueprint("expenses", __name__, url_prefix="/events/<int:event_id>")


@bp.get("/expenses")
def show(event_id: int) -> str:
    """Expenses with what the rules say of each, incomes, advances."""
    event, access = load_event(event_id, can_read_accounts)
    money = current_finances(event)
    by_place: dict[str, list[object]] = {}
    for finding in money.settlement_findings:
        by_place.setdefault(finding.where, []).append(finding)
    return render_event(
        "expenses/show.html",
        event,
        access,
        noun="expenses",
        money=money,
        ledger=money.ledger,
        by_place=by_place,
        others=group_by_line(money.settlement_findings),
        me=current_user.name,
    )
