"""Asking volunteers of the unit's file for a shift, and the texts that are sent to those who were asked."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.volunteerfile import read_file_filters
from planner.forms.volunteerinvites import AskForm
from planner.models import Event
from planner.nouns import Aggregate
from planner.people import Slot
from planner.permissions import Access, can_ask_from_file, can_work_on_event
from planner.queries.signups import read_slots
from planner.services.volunteerfile import FILE
from planner.services.volunteerinvites import invite_filed, take_standing
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.places import shift_url
from planner.views.privacy import log_opening, log_unit_opening, mark_private
from planner.views.volunteerfilepage import file_page
from planner.views.volunteerinvitespage import list_invitations, read_ids, tell_invited
from planner.views.volunteerloading import PEOPLE_LIST, load_sign_up, pick_slot

bp = Blueprint("volunteerinvites", __name__, url_prefix="/events/<int:event_id>/volunteers")
Answer = str | Response | tuple[str, int]


def _load(event_id: int) -> tuple[Event, Access]:
    event, access = load_event(event_id, can_ask_from_file, changes=Aggregate.PEOPLE)
    mark_private()
    return event, access


@bp.route("/invite", methods=["GET", "POST"])
def invite(event_id: int) -> Answer:
    """Those of the file, to be ticked; asked, or put on the shift at once where they said yes."""
    event, access = _load(event_id)
    form = AskForm(shift=request.args.get("shift", ""))
    slot = pick_slot(read_slots(event), form.shift.data or "")
    try:
        if form.validate_on_submit():
            return _invite(event, slot, form)
    except BadInput as refusal:
        db.session.rollback()
        event, access = _load(event_id)
        put_refusal(form, refusal)
    return _page(event, access, slot, form), refusal_status(form) if form.errors else 200


def _invite(event: Event, slot: Slot, form: AskForm) -> Response:
    """Put them on the shift, and go on to the texts for those who are asked."""
    chosen = read_ids(request.form.getlist("filed"))
    if not chosen:
        raise BadInput("勾上要请的人。")
    result = invite_filed(event, slot.key, chosen, is_agreed=form.is_agreed, actor=current_user)
    db.session.commit()
    for sentence in tell_invited(result, is_agreed=form.is_agreed):
        flash(sentence)
    if result.made and not form.is_agreed:
        return redirect(url_for(".invited", event_id=event.id, shift=slot.key))
    return redirect(shift_url(event.id, slot.key))


def _page(event: Event, access: Access, slot: Slot, form: AskForm) -> str:
    page, chosen = file_page(event.organisation_id, read_file_filters(request.args)), request.form.getlist("filed")
    answer = render_event(
        "volunteers/invite.html",
        event,
        access,
        tab="volunteers",
        page=page,
        form=form,
        slot=slot,
        chosen=read_ids(chosen),
    )
    log_unit_opening(event.organisation_id, FILE)
    return answer


@bp.get("/invited")
def invited(event_id: int) -> str:
    """Who was asked for a shift and has not answered, each with a text to be sent to them alone."""
    event, access = load_event(event_id, can_work_on_event)
    mark_private()
    slot = pick_slot(read_slots(event), request.args.get("shift", ""))
    people = list_invitations(event, access, slot, asked_by=current_user.name)
    answer = render_event("volunteers/invited.html", event, access, tab="volunteers", people=people, slot=slot)
    log_opening(event_id, PEOPLE_LIST)
    return answer


@bp.post("/people/<int:sign_up_id>/from-file")
def use_standing(event_id: int, sign_up_id: int) -> Response:
    """Take over what the file knows of somebody's training and record check."""
    event, _ = _load(event_id)
    found = load_sign_up(event_id, sign_up_id)
    take_standing(event, found.volunteer, actor=current_user)
    db.session.commit()
    flash("用了档案里的培训和查询")
    return redirect(url_for("volunteering.show", event_id=event_id, sign_up_id=sign_up_id))
