"""决算: what was spent against what was allowed, on one page; settled by finance."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import Matter, ReviewSubject
from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.reviews import ReopenForm
from planner.forms.waivers import WaiverForm
from planner.models import Event
from planner.money.finances import Finances
from planner.permissions import Access, can_read_accounts, can_review_finance
from planner.queries.finances import current_finances
from planner.queries.hands import read_hands
from planner.queries.remarks import remarks_by_line
from planner.queries.reviews import list_reviews
from planner.services.bars import tell_bar
from planner.services.reviews import reopen_settlement
from planner.services.waivers import find_bar
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.handspage import FinanceReader
from planner.views.moneypage import list_questions
from planner.views.proofpage import proof_page
from planner.views.settlementpage import settlement_page
from planner.views.whodecides import tell_reviewers

bp = Blueprint("settlement", __name__, url_prefix="/events/<int:event_id>/settlement")


@bp.get("")
def show(event_id: int) -> str:
    """Sums, lines, sources, what is proven, what is missing, and the state."""
    return render_settlement(*load_event(event_id, can_read_accounts))


def render_settlement(
    event: Event, access: Access, form: ReopenForm | None = None, waiver: WaiverForm | None = None
) -> str:
    """The page; with the form that was refused, if one was."""
    money = current_finances(event)
    reviews = list_reviews(event.id, ReviewSubject.SETTLEMENT)
    reader = _reader(event, access, money)
    is_barred = reader is None or bool(reader.why_not)
    page = settlement_page(event, access, money, reviews, current_user, is_barred=is_barred)
    remarks = remarks_by_line(event.id)
    proof = proof_page(
        event,
        access,
        money,
        reviews[0] if reviews else None,
        hands=read_hands(event.id),
        reader=reader,
        remarks=remarks,
        only_lacking=request.args.get("only") == "lacking",
        refused=waiver.reason.data or "" if waiver else "",
    )
    return render_event(
        "settlement/show.html",
        event,
        access,
        noun="expenses",
        form=form or ReopenForm(formdata=None),
        waiver=waiver or WaiverForm(formdata=None),
        page=page,
        proof=proof,
        questions=list_questions(event, access, remarks),
        waits_for=tell_reviewers(event, reviews[0] if reviews else None, money),
    )


def _reader(event: Event, access: Access, money: Finances) -> FinanceReader | None:
    """Who reads the page as finance, and why they don't decide; None for everybody else."""
    if not can_review_finance(access):
        return None
    because = find_bar(event, money, current_user)
    return FinanceReader(current_user, tell_bar(because, Matter.SETTLEMENT) if because else "")


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
    return render_settlement(*load_event(event_id, can_read_accounts), form), 422
