"""A guardian's yes on paper, as the organiser prints it, notes that it was received, and takes that back."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from planner.documents.guardian_consent import build_guardian_consent
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.nouns import Aggregate
from planner.people import slots_of
from planner.permissions import can_see_persons, can_work_on_event
from planner.queries.dossier import current_dossier
from planner.queries.signups import find_desk, sign_ups_of
from planner.queries.volunteering import find_sign_up
from planner.services.guardianpaper import note_paper, take_back_paper
from planner.views.guard import load_event
from planner.views.guardianpaperpage import make_consent
from planner.views.privacy import log_opening, mark_private
from planner.views.volunteerpapers import send_sheet

bp = Blueprint("guardianpaper", __name__, url_prefix="/events/<int:event_id>/volunteers/people/<int:sign_up_id>")
LABEL, MIME = "志愿者监护人同意书", "application/pdf"


@bp.get("/consent.pdf")
def print_one(event_id: int, sign_up_id: int) -> Response:
    """The paper of one volunteer; that it was printed is logged."""
    event, _ = load_event(event_id, lambda access: can_work_on_event(access) and can_see_persons(access))
    mark_private()
    found, desk = find_sign_up(event_id, sign_up_id), find_desk(event_id)
    if found is None or desk is None or found.volunteer.erased_at is not None:
        raise NotFound("这条报名不在这里，可能已经清除了。")
    dossier = current_dossier(event)
    consent = make_consent(dossier, desk, found.volunteer, sign_ups_of(found.volunteer_id), slots_of(dossier))
    log_opening(event_id, LABEL)
    return send_sheet(build_guardian_consent(consent), event, LABEL, "pdf", MIME)


@bp.post("/guardian-paper")
def note(event_id: int, sign_up_id: int) -> AnyResponse:
    """Note that the signed paper was received, or take that back."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    found, is_received = find_sign_up(event_id, sign_up_id), request.form.get("received") == "1"
    if found is None:
        raise NotFound("这条报名不在这里，可能已经清除了。")
    settle = note_paper if is_received else take_back_paper
    try:
        settle(event, found.volunteer, actor=current_user)
        db.session.commit()
        flash("记上了，留着的名额定下来了" if is_received else "已撤回，名额先留着")
    except BadInput as refusal:
        db.session.rollback()
        flash(refusal.sentence)
    return redirect(url_for("volunteering.show", event_id=event_id, sign_up_id=sign_up_id))
