"""The number of volunteers in the plan: taken from the posts in one step."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.dossier import Dossier
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Event
from planner.people.volunteerheads import HeadProposal, propose_heads
from planner.permissions import Access, can_edit_event
from planner.queries.staffing import read_staffing_of
from planner.services.volunteerheads import take_volunteer_heads
from planner.views.guard import load_event, open_to_guests

bp = Blueprint("volunteerheads", __name__, url_prefix="/events/<int:event_id>/volunteers")


@bp.post("/heads")
@open_to_guests
def take(event_id: int) -> Response:
    """Write the number that the facts propose; pressed twice it is there already."""
    event, _ = load_event(event_id, can_edit_event)
    try:
        take_volunteer_heads(event, actor=current_user)
        db.session.commit()
        flash("志愿者人数已改")
    except NotFound as refusal:
        db.session.rollback()
        flash(refusal.sentence)
    return redirect(url_for("events.facts", event_id=event_id) + "#head_counts")


def find_head_proposal(event: Event, access: Access, dossier: Dossier) -> HeadProposal | None:
    """What posts and sign-ups propose to whoever may edit the plan; one statement, none without shifts."""
    if not (can_edit_event(access) and dossier.shifts):
        return None
    return propose_heads(dossier, read_staffing_of([event.id])[event.id])
