"""Waivers of what a settlement lacks: written by finance, withdrawn again; and asking for what is missing."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.waivers import GapsForm, WaiverForm
from planner.nouns import Aggregate
from planner.permissions import can_read_accounts, can_review_finance
from planner.services import waivers
from planner.views.guard import load_event
from planner.views.settlement import render_settlement

bp = Blueprint("waivers", __name__, url_prefix="/events/<int:event_id>/settlement")


@bp.post("/waivers")
def add(event_id: int) -> Response | tuple[str, int]:
    """Let gaps pass without proof; the reason is printed."""
    event, _ = load_event(event_id, can_review_finance, changes=Aggregate.MONEY)
    form = WaiverForm()
    try:
        if form.validate_on_submit():
            found = waivers.waive_gaps(event, form.codes, form.words.data or "", actor=current_user)
            db.session.commit()
            flash(f"已豁免 {len(found)} 项，会印在决算说明里")
            return redirect(url_for("settlement.show", event_id=event_id))
    except BadInput as refusal:
        db.session.rollback()
        put_refusal(form, refusal)
    return render_settlement(*load_event(event_id, can_read_accounts), waiver=form), 422


@bp.post("/waivers/<int:waiver_id>/end")
def withdraw(event_id: int, waiver_id: int) -> Response:
    """Take a waiver back."""
    event, _ = load_event(event_id, can_review_finance, changes=Aggregate.MONEY)
    waivers.withdraw_waiver(event, waiver_id, actor=current_user)
    db.session.commit()
    flash("已撤回豁免")
    return redirect(url_for("settlement.show", event_id=event_id))


@bp.post("/requests")
def ask(event_id: int) -> Response:
    """Ask whoever can mend the gaps; it stands beside their lines and among their things to do."""
    event, _ = load_event(event_id, can_review_finance, changes=Aggregate.MONEY)
    found = waivers.ask_for_proof(event, GapsForm().codes, actor=current_user)
    db.session.commit()
    flash(f"已请组织者补，写在 {len(found)} 处明细旁边")
    return redirect(url_for("settlement.show", event_id=event_id))
