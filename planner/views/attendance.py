"""Ticking who came to a shift, on several phones at once: each asks every two seconds whether anything has changed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import Event, SignUp
from planner.nouns import Aggregate
from planner.permissions import Access, can_see_names, can_see_persons, can_work_on_event
from planner.queries.attendance import find_attendance
from planner.queries.signups import current_slots
from planner.queries.volunteering import find_sign_up
from planner.services import attendancemarks
from planner.services.volunteering import mark_absence
from planner.views.attendancepage import TickAsked, read_tick, tick_page
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.privacy import log_opening, mark_private
from planner.views.volunteerloading import PEOPLE_LIST, pick_slot

bp = Blueprint("attendance", __name__, url_prefix="/events/<int:event_id>/volunteers")
SHIFT = "/shifts/<shift>/attendance"
# What is told by the time of the day may be that much behind where nobody ticks anything.
_BUCKET_SECONDS = 300
Answer = str | Response | tuple[str, int]


@bp.get(SHIFT)
@open_to_guests
def show(event_id: int, shift: str) -> str:
    """Who is missing, who is here, who has gone; that it was opened is logged."""
    event, access = load_event(event_id, can_work_on_event)
    mark_private()
    answer = _draw(event, access, shift)
    log_opening(event_id, PEOPLE_LIST)
    return answer


def _draw(event: Event, access: Access, shift: str, refused: str = "") -> str:
    page = tick_page(event, access, pick_slot(current_slots(event), shift), clock.wall_now())
    tag = _tag(event, access, shift)
    return render_event("attendance/show.html", event, access, tab="volunteers", page=page, tag=tag, refused=refused)


@bp.get(f"{SHIFT}/list")
@open_to_guests
def watch(event_id: int, shift: str) -> Response:
    """The list alone, for a page that asks again and again: 304 before anything else is read while nothing changed."""
    event, access = load_event(event_id, can_work_on_event)
    mark_private()
    tag = _tag(event, access, shift)
    if tag in request.if_none_match:
        response = Response(status=304)
    else:
        page = tick_page(event, access, pick_slot(current_slots(event), shift), clock.wall_now())
        response = Response(
            render_template("attendance/_list.html", event=event, page=page, tag=tag), mimetype="text/html"
        )
    response.set_etag(tag)
    return response


def _tag(event: Event, access: Access, shift: str) -> str:
    """What is another one as soon as the list may be."""
    seen = f"{can_see_names(access):d}{can_see_persons(access):d}"
    bucket = int(clock.now().timestamp()) // _BUCKET_SECONDS
    return f"{event.id}-{event.people_number}-{event.change_number}-{shift}-{seen}-{bucket}"


@bp.post(SHIFT)
@open_to_guests
def tick(event_id: int, shift: str) -> Answer:
    """Note what a button says; what is refused is said on the list as it stands now."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    asked = read_tick(request.form.get("do", ""))
    sign_up = find_sign_up(event_id, asked.sign_up_id) if asked else None
    if asked is None or sign_up is None or sign_up.shift != shift:
        raise NotFound("这条报名不在这一班了，可能已经换班或者清除了。")
    try:
        said = _note(event, sign_up, asked)
        db.session.commit()
    except (BadInput, LostUpdate, NotFound) as refused:
        db.session.rollback()
        event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
        return _draw(event, access, shift, refused.sentence), refused.status
    flash(said)
    return redirect(url_for(".show", event_id=event_id, shift=shift))


def _note(event: Event, sign_up: SignUp, asked: TickAsked) -> str:
    """Do it; returns what is said of it, without a name."""
    if asked.verb == "absent" or asked.verb == "present":
        mark_absence(event, sign_up, is_absent=asked.verb == "absent", actor=current_user)
        return "已记未到" if asked.verb == "absent" else "已撤回未到"
    if asked.mark is not None:
        attendancemarks.take_back_mark(event, sign_up, asked.mark, version=asked.version, actor=current_user)
        return f"已撤回{asked.mark.label}"
    is_arrival = asked.verb == "arrive"
    service = attendancemarks.tick_arrival if is_arrival else attendancemarks.tick_departure
    is_new = service(event, sign_up, actor=current_user)
    noted = find_attendance(sign_up.id)
    assert noted is not None, "it was noted just now"
    at, by = (noted.arrived_at, noted.arrived_by) if is_arrival else (noted.left_at, noted.left_by)
    when = f"{clock.on_the_wall(at):%H:%M} {'到' if is_arrival else '走'}"
    return f"记上了：{when}" if is_new else f"{by or '本人'}已经记了：{when}"


@bp.post(f"{SHIFT}/ends")
@open_to_guests
def take_ends(event_id: int, shift: str) -> Answer:
    """Let all who forgot to check out have gone when the shift ended."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    try:
        count = attendancemarks.take_proposed_ends(event, shift, actor=current_user)
        db.session.commit()
    except BadInput as refused:
        db.session.rollback()
        event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
        return _draw(event, access, shift, refused.sentence), refused.status
    flash(f"{count} 人按班次签退了" if count else "没有人忘了签退")
    return redirect(url_for(".show", event_id=event_id, shift=shift))
