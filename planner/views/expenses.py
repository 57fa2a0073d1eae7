"""The accounts of an event: expenses with their vouchers, money that came in, advances."""

from flask import Blueprint, request
from flask_login import current_user

from planner.permissions import can_read_accounts
from planner.queries.finances import current_finances
from planner.queries.remarks import remarks_by_line
from planner.views.eventpage import render_event
from planner.views.expensespage import expenses_page
from planner.views.guard import load_event
from planner.views.moneypage import list_questions

bp = Blueprint("expenses", __name__, url_prefix="/events/<int:event_id>")


@bp.get("/expenses")
def show(event_id: int) -> str:
    """Expenses with what the rules say of each, incomes, advances; ?row=<key> and ?line=<key> find their page."""
    event, access = load_event(event_id, can_read_accounts)
    row, line = request.args.get("row", ""), request.args.get("line", "")
    page = expenses_page(event, access, current_finances(event), current_user, row=row, line=line)
    questions = list_questions(event, access, remarks_by_line(event.id))
    return render_event("expenses/show.html", event, access, noun="expenses", page=page, questions=questions)
