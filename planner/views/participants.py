"""The roster: names for the team, everything else behind a step that is logged."""

from flask import Blueprint, request
from flask_login import current_user

from planner.extensions import db
from planner.permissions import can_see_persons
from planner.pinyin import pinyin_key
from planner.queries.dossier import current_dossier
from planner.queries.people import read_people
from planner.services.activity import record_reading
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.participantspage import participants_page
from planner.views.privacy import mark_private

bp = Blueprint("participants", __name__, url_prefix="/events/<int:event_id>/roster")


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def show(event_id: int) -> str:
    """The list, masked; a POST by somebody who works on the event shows it whole and is logged."""
    whole = request.method == "POST"
    event, access = load_event(event_id, can_see_persons, changes=None) if whole else load_event(event_id)
    mark_private()
    people = list(read_people(event).participants)
    if request.args.get("sort") == "name":
        people.sort(key=lambda p: pinyin_key(p.name))
    if whole:
        record_reading(event, actor=current_user, subject=f"花名册完整信息（{len(people)} 人）")
    dossier = current_dossier(event)
    page = participants_page(people, dossier, access, whole=whole)
    answer = render_event("participants/show.html", event, access, noun="participants", dossier=dossier, page=page)
    db.session.commit()
    return answer
