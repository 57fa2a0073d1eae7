"""What the organiser prepares for checking in: signs with the digits of each day, and whether places are asked for."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.documents.post_signs import build_post_signs
from planner.errors import LostUpdate
from planner.extensions import db
from planner.forms.placecheck import PlaceCheckForm, PostPlace, read_places, show_places
from planner.forms.refusals import put_refusal, refusal_status
from planner.models import Event
from planner.nouns import Aggregate
from planner.people import slots_of
from planner.people.positions import GeoPoint
from planner.permissions import Access, can_work_on_event
from planner.queries.attendance import positions_of_posts
from planner.queries.dossier import current_dossier
from planner.queries.volunteering import read_tallies
from planner.services.postpositions import set_place_check
from planner.views.checkindeskpage import check_in_page, make_signs
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.volunteerloading import load_desk, read_asked_day
from planner.views.volunteerpapers import send_sheet

bp = Blueprint("checkindesk", __name__, url_prefix="/events/<int:event_id>/volunteers")


@bp.get("/check-in")
@open_to_guests
def show(event_id: int) -> str:
    """The digits of today, the shifts to tick, the signs to print."""
    event, access = load_event(event_id, can_work_on_event)
    desk = load_desk(event_id)
    known = {post: GeoPoint(row.latitude, row.longitude) for post, row in positions_of_posts(event_id).items()}
    form = PlaceCheckForm(data={"metres": str(desk.place_metres), "version": desk.version})
    return _draw(event, access, form, show_places(current_dossier(event).posts, known))


@bp.post("/check-in")
@open_to_guests
def save(event_id: int) -> str | Response | tuple[str, int]:
    """Keep whether places are asked for, and where the posts are."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    load_desk(event_id)
    form = PlaceCheckForm()
    positions, places = read_places(current_dossier(event).posts, request.form)
    if form.validate_on_submit() and not any(place.error for place in places):
        version = form.version.data or ""
        try:
            number = int(version) if version.isdecimal() else 0
            set_place_check(event, int(form.metres.data), positions, version=number, actor=current_user)
            db.session.commit()
            flash("已保存")
            return redirect(url_for(".show", event_id=event_id))
        except LostUpdate as refusal:
            form.version.data = str(refusal.version)
            put_refusal(form, refusal)
    return _draw(event, access, form, places), refusal_status(form)


def _draw(event: Event, access: Access, form: PlaceCheckForm, places: tuple[PostPlace, ...]) -> str:
    dossier = current_dossier(event)
    page = check_in_page(event, dossier, read_tallies(event.id, slots_of(dossier)), clock.wall_now())
    return render_event("attendance/desk.html", event, access, tab="volunteers", page=page, form=form, places=places)


@bp.get("/signs.pdf")
@open_to_guests
def signs(event_id: int) -> Response:
    """The signs of a day, or of all days to come."""
    event, _ = load_event(event_id, can_work_on_event)
    desk, dossier = load_desk(event_id), current_dossier(event)
    slots, today = slots_of(dossier), clock.wall_now().date()
    to_come = sorted({slot.begins.date() for slot in slots if slot.begins and slot.begins.date() >= today})
    asked = read_asked_day()
    made = make_signs(event, desk, dossier, slots, [asked] if asked else to_come)
    content = build_post_signs(made, event=event.title, organiser=dossier.facts.organisation)
    return send_sheet(content, event, "志愿者签到牌", "pdf", "application/pdf")
