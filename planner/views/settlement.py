"""决算: what was spent against what was allowed, on one page; settled by finance."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import ReviewSubject
from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.reviews import ReopenForm
from planner.models import Event
from planner.permissions import Access, can_read_accounts
from planner.queries.finances import current_finances
from planner.queries.reviews import list_reviews
from planner.services.reviews import reopen_settlement
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.settlementpage import settlement_page
from planner.views.whodecides import bar_from_review

bp = Blueprint("settlement", __name__, url_prefix="/events/<int:event_id>/settlement")


@bp.get("")
def show(event_id: int) -> str:
    """Sums, lines, sources, what is missing, and the state."""
    return _page(*load_event(event_id, can_read_accounts), ReopenForm())


def _page(event: Event, access: Access, form: ReopenForm) -> str:
    money = current_finances(event)
    reviews = list_reviews(event.id, ReviewSubject.SETTLEMENT)
    is_barred = bool(reviews) and bar_from_review(event, reviews[0], money, current_user) is not None
    page = settlement_page(event, access, money, reviews, current_user, is_barred=is_barred)
    return render_event("settlement/show.html", event, access, noun="expenses", form=form, page=page)


@bp.post("/reopen")
def reopen(event_id: int) -> Response | tuple[str, int]:
    """Open the accounts again; the reason goes into the log."""
    event, _ = load_event(event_id, can_read_accounts)
    form = ReopenForm()
    try:
        reopen_settlement(event, form.words.data or "", actor=current_user)
        db.session.commit()
        flash("决算已重新打开，账目可以改")
        return redirect(url_for("settlement.show", event_id=event_id))
    except BadInput as refusal:
        db.session.rollback()
        put_refusal(form, refusal)
    return _page(*load_event(event_id, can_read_accounts), form), 422
