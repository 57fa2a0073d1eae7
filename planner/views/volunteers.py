"""The organiser's board of volunteers: posts by days, the people of a shift, posts out of the schedule."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from planner import clock
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.volunteers import GroupTextForm, LowerForm
from planner.models import Event
from planner.papers.signups import PAPER as SIGN_UPS
from planner.papers.signups import print_sign_ups
from planner.people.board import BoardShift
from planner.permissions import Access, can_edit_event, can_see_names, can_see_roster
from planner.queries.dossier import current_dossier
from planner.services.proposedposts import add_proposed
from planner.services.volunteering import lower_places
from planner.views.answerspage import reader_of
from planner.views.downloads import attach_as
from planner.views.eventpage import render_event
from planner.views.grouptexts import SayPanel, say_panel
from planner.views.guard import load_event, open_to_guests
from planner.views.places import shift_url
from planner.views.privacy import log_opening, mark_private
from planner.views.seats import draw_seats
from planner.views.shiftpanel import ShiftPanel
from planner.views.volunteerforms import chosen_posts, lower_page, propose_page
from planner.views.volunteerloading import PEOPLE_LIST, SHIFT_DELETED, read_asked_day
from planner.views.volunteerpeople import PeoplePanel, people_panel
from planner.views.volunteerspage import Asked, VolunteersPage, current_shifts, volunteers_page

bp = Blueprint("volunteers", __name__, url_prefix="/events/<int:event_id>/volunteers")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """The board; with a shift its people, which is logged as the opening of a list of persons."""
    event, access = load_event(event_id)
    page = volunteers_page(event, access, dossier := current_dossier(event), _asked())
    say, people = _say(event, access, page), _people(event, access, page)
    _mark_people(page.panel, say, people)
    answer = render_event(
        "volunteers/show.html",
        event,
        access,
        noun="posts",
        dossier=dossier,
        page=page,
        people=people,
        say=say,
        text_form=_text_form(say),
        draw_seats=draw_seats,
    )
    _log_people(event_id, page.panel, people)
    return answer


def _mark_people(*panels: ShiftPanel | SayPanel | PeoplePanel | None) -> None:
    """Let nobody keep the page where any of these is shown."""
    if any(panels):
        mark_private()


def _log_people(event_id: int, *panels: ShiftPanel | PeoplePanel | None) -> None:
    """Log that somebody was shown people, of a shift or all of them."""
    if any(panel is not None and panel.names_people for panel in panels):
        log_opening(event_id, PEOPLE_LIST)


def _text_form(say: SayPanel | None) -> GroupTextForm | None:
    return GroupTextForm(formdata=None, data={"group_text": say.text}) if say else None


def _people(event: Event, access: Access, page: VolunteersPage) -> PeoplePanel | None:
    """Everybody by name, where the address asks for it and the reader sees people."""
    if request.args.get("view") != "people" or not page.sees_people:
        return None
    slots, only = [shift.slot for shift in page.shifts], request.args.get("only", "")
    return people_panel(event, access, slots, page.overlaps, clock.wall_now(), only)


def _say(event: Event, access: Access, page: VolunteersPage) -> SayPanel | None:
    """What may be said to the volunteers, for those who work on the event and see names."""
    if page.desk is None or not page.may_work or not can_see_names(access):
        return None
    return say_panel(event, page.desk, page.shifts, request.args.get("text", ""))


def _asked() -> Asked:
    return Asked(
        shift=request.args.get("shift", ""),
        day=read_asked_day(),
        is_all=request.args.get("all") == "1",
        row=request.args.get("row", ""),
        lists_all=request.args.get("rows") == "all",
    )


@bp.route("/propose", methods=["GET", "POST"])
@open_to_guests
def propose(event_id: int) -> str | AnyResponse | tuple[str, int]:
    """Posts that the schedule and empty duties speak for: chosen, then added as rows."""
    event, access = load_event(event_id, can_edit_event)
    page = propose_page(current_dossier(event), request.form)
    if request.method == "GET":
        return render_event("volunteers/propose.html", event, access, noun="posts", page=page, problem="")
    try:
        added = add_proposed(event, chosen_posts(page), actor=current_user)
    except BadInput as refusal:
        db.session.rollback()
        event, access = load_event(event_id, can_edit_event)
        answer = render_event("volunteers/propose.html", event, access, noun="posts", page=page, problem=refusal)
        return answer, refusal.status
    db.session.commit()
    flash(f"已加 {len(added)} 个岗位")
    return redirect(url_for(".show", event_id=event_id) + "#posts")


@bp.route("/shifts/<shift>/places", methods=["GET", "POST"])
def lower(event_id: int, shift: str) -> str | AnyResponse | tuple[str, int]:
    """Fewer places than people: the organiser says who waits instead."""
    event, access = load_event(event_id, can_edit_event)
    mark_private()
    form = LowerForm()
    try:
        if form.validate_on_submit():
            waiting = {int(chosen) for chosen in request.form.getlist("waiting") if chosen.isdecimal()}
            moved = lower_places(event, shift, form.places.data or 1, waiting, actor=current_user)
            db.session.commit()
            flash(f"已减到 {form.places.data} 个名额" + (f"，{moved} 人移到候补" if moved else ""))
            return redirect(shift_url(event_id, shift))
    except BadInput as refusal:
        db.session.rollback()
        event, access = load_event(event_id, can_edit_event)
        put_refusal(form, refusal)
    return _show_lower(event, access, shift, form), refusal_status(form) if form.errors else 200


def _show_lower(event: Event, access: Access, shift: str, form: LowerForm) -> str:
    page = lower_page(event, access, _find_shift(event, shift), request.form.getlist("waiting"))
    if request.method == "GET":
        form.places.data = page.shift.slot.shift.places
    answer = render_event("volunteers/lower.html", event, access, noun="shifts", page=page, form=form)
    if page.people:
        log_opening(event.id, PEOPLE_LIST)
    return answer


def _find_shift(event: Event, key: str) -> BoardShift:
    found = next((shift for shift in current_shifts(event) if shift.slot.key == key), None)
    if found is None:
        raise NotFound(SHIFT_DELETED)
    return found


@bp.get("/export")
def export(event_id: int) -> Response:
    """Who signed up, as a table; phones are masked for whoever may not see them, and so are names."""
    event, access = load_event(event_id, can_see_roster)
    mark_private()
    dossier = current_dossier(event)
    printed = print_sign_ups(event, access, dossier, lambda slot: reader_of(slot, dossier, access))
    response = Response(printed.content, mimetype=printed.mime)
    attach_as(response, printed.name, plain=printed.plain_name)
    log_opening(event_id, SIGN_UPS.label)
    return response
