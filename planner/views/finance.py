"""The finance desk: what waits for review, what was handed in, what was decided."""

from flask import Blueprint, render_template
from flask_login import current_user

from planner.queries.organisations import policy_organisations
from planner.queries.reviews import list_reviewed, reviews_of, reviews_waiting_for
from planner.views.financepage import finance_page

bp = Blueprint("finance", __name__, url_prefix="/finance")


@bp.get("")
def show() -> str:
    """The queue of budgets and settlements, the longest waiting first."""
    page = finance_page(
        waiting=reviews_waiting_for(current_user),
        mine=reviews_of(current_user),
        decided=list_reviewed(current_user),
        units=policy_organisations(current_user),
    )
    return render_template("finance/show.html", page=page)
