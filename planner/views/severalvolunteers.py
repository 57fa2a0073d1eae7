"""Several people of a shift at once: places, a no with a word, a reminder, their phone numbers."""

from flask import Blueprint, flash, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.volunteers import ConfirmForm, RefusalForm
from planner.models import Event, SignUp
from planner.nouns import Aggregate
from planner.people import Slot
from planner.permissions import Access, can_see_persons, can_work_on_event, require
from planner.queries.signups import read_slots
from planner.queries.volunteering import list_sign_ups
from planner.services.severalvolunteers import NOBODY, confirm_several, refuse_several
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.places import shift_url
from planner.views.privacy import log_opening, mark_private
from planner.views.severalpage import SeveralStep, several_page
from planner.views.volunteerinvitespage import read_ids
from planner.views.volunteerloading import PEOPLE_LIST, pick_slot

bp = Blueprint("severalvolunteers", __name__, url_prefix="/events/<int:event_id>/volunteers/shifts/<shift>/several")
PHONES = "志愿者电话"
Answer = str | Response | tuple[str, int]


def _load(event_id: int, shift: str) -> tuple[Event, Access, Slot, list[SignUp]]:
    """The event, the shift, and those of it who are chosen."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    slot, chosen = pick_slot(read_slots(event), shift), set(read_ids(request.values.getlist("who")))
    return event, access, slot, [one for one in list_sign_ups(event_id, shift) if one.id in chosen]


@bp.get("")
def show(event_id: int, shift: str) -> str | Response:
    """What is about to be done, or the text to be copied."""
    event, access, slot, chosen = _load(event_id, shift)
    if not chosen:
        flash(NOBODY)
        return redirect(shift_url(event_id, shift))
    step = SeveralStep.of(request.args.get("do", ""))
    if step is SeveralStep.PHONES:
        require(can_see_persons, access)
    answer = _page(event, access, slot, chosen, step)
    log_opening(event_id, PHONES if step is SeveralStep.PHONES else PEOPLE_LIST)
    return answer


def _page(
    event: Event,
    access: Access,
    slot: Slot,
    chosen: list[SignUp],
    step: SeveralStep,
    form: ConfirmForm | RefusalForm | None = None,
) -> str:
    shown = form or (RefusalForm() if step is SeveralStep.REFUSE else ConfirmForm())
    page = several_page(event, access, slot, chosen, step)
    return render_event("volunteers/several.html", event, access, tab="volunteers", page=page, form=shown, slot=slot)


@bp.post("/confirm")
def confirm(event_id: int, shift: str) -> Answer:
    """Give all of them a place."""
    form = ConfirmForm()
    event, access, slot, chosen = _load(event_id, shift)
    try:
        if form.validate_on_submit():
            count = confirm_several(event, chosen, over=form.over.data, actor=current_user)
            return _done(event_id, shift, f"{count} 人有名额了")
    except BadInput as refusal:
        db.session.rollback()
        event, access, slot, chosen = _load(event_id, shift)
        put_refusal(form, refusal)
    return _page(event, access, slot, chosen, SeveralStep.CONFIRM, form), refusal_status(form)


@bp.post("/refuse")
def refuse(event_id: int, shift: str) -> Answer:
    """Say no to all of them, with a word."""
    form = RefusalForm()
    event, access, slot, chosen = _load(event_id, shift)
    try:
        if form.validate_on_submit():
            count = refuse_several(event, chosen, word=form.word.data or "", actor=current_user)
            return _done(event_id, shift, f"已婉拒 {count} 人，本人的页面上有你写的话")
    except BadInput as refusal:
        db.session.rollback()
        event, access, slot, chosen = _load(event_id, shift)
        put_refusal(form, refusal)
    return _page(event, access, slot, chosen, SeveralStep.REFUSE, form), refusal_status(form)


def _done(event_id: int, shift: str, words: str) -> Response:
    db.session.commit()
    flash(words)
    return redirect(shift_url(event_id, shift))
