"""Checking in and out on one's own page, and what the sign of a post leads to."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotAllowed
from planner.extensions import db, neighbourhood_of_request
from planner.models import Attendance
from planner.people.attendance import Pressed
from planner.people.positions import GeoPoint
from planner.services import attendance
from planner.services.attendance import WrongDigits
from planner.services.signinglimits import check_digits, count_digits, forget_digits
from planner.views.checkinpage import RefusedPress
from planner.views.compression import mark_secret
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.signedup import draw_own_page, find_mine
from planner.views.visitors import find_known, open_desk, open_own_page

bp = Blueprint("checkin", __name__, url_prefix="/v")
serve_visitors(bp)
bp.before_request(mark_secret)
Answer = Response | tuple[str | Response, int]
_LONGEST_NUMBER = 24
# More than is taken of a phone that kept something: the service says so.
_OLDEST_SECONDS = 30 * 24 * 3600


@bp.get("/<token>/at/<post>/<digits>")
@open_to_visitors
def scan(token: str, post: str, digits: str) -> Response:
    """The sign of a post: my own page with its digits filled in, where this phone is known; else the way to find it."""
    desk = open_desk(token)
    known = find_known(desk.event)
    if known is None:
        return redirect(url_for("ownpages.find", token=token, post=post, digits=digits))
    return redirect(url_for("signedup.show", token=known[1], post=post, digits=digits))


@bp.post("/me/<token>/<shift>/arrive")
@open_to_visitors
def arrive(token: str, shift: str) -> Answer:
    """I have come."""
    return _press(token, shift, attendance.check_in)


@bp.post("/me/<token>/<shift>/depart")
@open_to_visitors
def depart(token: str, shift: str) -> Answer:
    """I am going."""
    return _press(token, shift, attendance.check_out)


def _press(token: str, shift: str, service: Callable[..., Attendance]) -> Answer:
    """Do it and show my page; what is refused is said there, and wrong digits count as a try."""
    own, pressed = open_own_page(token), read_pressed(request.form)
    volunteer, address = own.volunteer.key, neighbourhood_of_request()
    sign_up = find_mine(own, shift)
    try:
        check_digits(volunteer, address=address)
        service(own.event, sign_up, pressed, actor=own.visitor)
        forget_digits(volunteer)
        db.session.commit()
    except (BadInput, NotAllowed) as refused:
        free_key()
        if isinstance(refused, WrongDigits):
            count_digits(volunteer, address=address)
            db.session.commit()
        page = draw_own_page(open_own_page(token), refused=RefusedPress(shift, refused.sentence, pressed.digits))
        return page, refused.status
    return redirect(url_for("signedup.show", token=token))


def read_pressed(form: MultiDict[str, str]) -> Pressed:
    """What a phone sent; what can't be meant as a number or as a place counts as not sent."""
    age = form.get("age", "")[:_LONGEST_NUMBER]
    seconds = min(int(age), _OLDEST_SECONDS) if age.isascii() and age.isdecimal() else 0
    here = _read_place(form.get("latitude", ""), form.get("longitude", ""))
    return Pressed(form.get("digits", "")[:_LONGEST_NUMBER], here, timedelta(seconds=seconds))


def _read_place(latitude: str, longitude: str) -> GeoPoint | None:
    try:
        return GeoPoint.of(float(latitude[:_LONGEST_NUMBER]), float(longitude[:_LONGEST_NUMBER]))
    except ValueError:
        return None
