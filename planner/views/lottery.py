"""Places by lot, for the organiser: chosen before sign-up opens, or given up again."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.lottery import LotteryForm
from planner.forms.refusals import put_refusal, refusal_status
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.queries.signups import find_desk
from planner.services.lottery import choose_lottery, give_up_lottery, has_opened
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests

bp = Blueprint("lottery", __name__, url_prefix="/events/<int:event_id>/volunteers/lottery")


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def show(event_id: int) -> str | Response | tuple[str, int]:
    """The rule of the lottery, and when it is drawn; to be chosen until sign-up opens."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    desk = find_desk(event_id)
    form = LotteryForm.of(desk)
    try:
        if form.validate_on_submit():
            opens_at, draws_at = form.moments()
            choose_lottery(event, opens_at=opens_at, draws_at=draws_at, actor=current_user)
            db.session.commit()
            flash("定下了，规则和指纹已经在报名页上")
            return redirect(url_for("lottery.show", event_id=event_id))
    except BadInput as refusal:
        put_refusal(form, refusal)
    lottery = desk.lottery if desk else None
    is_fixed = desk is not None and has_opened(desk)
    html = render_event(
        "volunteers/lottery.html", event, access, tab="volunteers", form=form, lottery=lottery, is_fixed=is_fixed
    )
    return html, refusal_status(form) if form.errors else 200


@bp.post("/give-up")
def give_up(event_id: int) -> Response:
    """Have places go in order of arrival after all."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    give_up_lottery(event, actor=current_user)
    db.session.commit()
    flash("不抽签了，按先后报名")
    return redirect(url_for("volunteers.show", event_id=event_id))
