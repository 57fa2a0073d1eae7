"""The own page of a volunteer, by their link: their shifts, what they answer, their calendar."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.documents.shiftcalendar import CalendarShift, build_shift_calendar
from planner.enums import EventStatus, SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.signing import LeaveForm
from planner.forms.volunteerinvites import AcceptForm
from planner.models import SignUp
from planner.people import Slot
from planner.people.agreements import CURRENT
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.attendance import attendance_of
from planner.queries.signups import group_of, positions_of, sign_ups_for, sign_ups_of
from planner.queries.volunteerfile import filed_of
from planner.services import signups
from planner.services.volunteerinvites import accept_invitation
from planner.views.checkinpage import NOTHING_REFUSED, NOTHING_SCANNED, RefusedPress, Scanned
from planner.views.compression import mark_secret
from planner.views.donepage import done_page
from planner.views.links import own_host, public_url
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.signeduppage import asked_shifts, signed_up_page
from planner.views.signingform import when_label
from planner.views.visitors import OwnPage, open_own_page, remember
from planner.views.volunteerloading import pick_slot

bp = Blueprint("signedup", __name__, url_prefix="/v/me")
serve_visitors(bp)
# Every one of these pages shows the link that opens them all.
bp.before_request(mark_secret)
_LEAVING = {SignUpState.WAITING: "退出候补", SignUpState.ENTERED: "不参加抽签"}
NOT_YOURS = "这一班不在你的页面上。"


@bp.get("/<token>")
@open_to_visitors
def show(token: str) -> Response:
    """What is next, what changed, my shifts, my data."""
    scanned = Scanned(request.args.get("post", ""), request.args.get("digits", ""))
    return draw_own_page(open_own_page(token), scanned)


def draw_own_page(
    own: OwnPage, scanned: Scanned = NOTHING_SCANNED, refused: RefusedPress = NOTHING_REFUSED
) -> Response:
    """The page as it stands, with the digits of a sign that was scanned, or with what was refused just now."""
    sign_ups = sign_ups_of(own.volunteer.id)
    noted = attendance_of(one.id for one in sign_ups)
    page = signed_up_page(own, sign_ups, positions_of([own.volunteer.id]), noted, scanned, refused)
    answer = render_template(
        "signedup/show.html",
        page=page,
        asked=asked_shifts(own, sign_ups),
        is_kept=filed_of(own.volunteer.id) is not None,
        token=own.token,
        public=own.row.link.token,
    )
    return _known(own, answer)


@bp.get("/<token>/done/<shift>")
@open_to_visitors
def done(token: str, shift: str) -> Response:
    """The answer after signing up, with what to keep."""
    own = open_own_page(token)
    slot = find_slot(own, shift)
    group = group_of(own.volunteer.id)
    found = sign_ups_for(shift, [own.volunteer.id, *(one.id for one in group)])
    companions = [(one, found[one.id]) for one in group if one.id in found]
    mine = found.get(own.volunteer.id)
    if mine is None and not companions:
        raise NotFound(NOT_YOURS)
    page = done_page(own, slot, mine, companions, positions_of(list(found)))
    address = url_for("signing.show", token=own.row.link.token)
    return _known(own, render_template("signedup/done.html", page=page, token=token, public=address))


@bp.route("/<token>/<shift>/leave", methods=["GET", "POST"])
@open_to_visitors
def leave(token: str, shift: str) -> str | Response | tuple[str, int]:
    """Leave a shift or the line for it; late, the organiser is asked."""
    own, form = open_own_page(token), LeaveForm()
    sign_up, slot = find_mine(own, shift), find_slot(own, shift)
    if form.validate_on_submit():
        try:
            signups.leave_shift(own.event, sign_up, because=form.because.data or "", actor=own.visitor)
            db.session.commit()
            return redirect(url_for("signedup.show", token=token))
        except BadInput as refused:
            free_key()
            put_refusal(form, refused)
            own = open_own_page(token)
            sign_up = find_mine(own, shift)
    return _draw_leave(own, sign_up, slot, form), refusal_status(form) if form.errors else 200


def _draw_leave(own: OwnPage, sign_up: SignUp, slot: Slot, form: LeaveForm) -> str:
    """What leaving means now: at once, or with the organiser's yes."""
    return render_template(
        "signedup/leave.html",
        form=form,
        own=own,
        slot=slot,
        verb=_LEAVING.get(sign_up.state, "请假"),
        is_waiting=sign_up.state in _LEAVING,
        is_late=signups.must_be_agreed(own.row, sign_up, slot, clock.now()),
        callee=own.callee(slot.post),
    )


@bp.route("/<token>/<shift>/come", methods=["GET", "POST"])
@open_to_visitors
def come(token: str, shift: str) -> str | Response | tuple[str, int]:
    """Whether I come, whom the organiser asked: yes or no."""
    own, form = open_own_page(token), AcceptForm()
    sign_up, slot = find_mine(own, shift), find_slot(own, shift)
    if form.validate_on_submit():
        try:
            if request.form.get("comes") == "yes":
                accept_invitation(own.event, sign_up, agrees=form.agrees, actor=own.visitor)
            else:
                signups.leave_shift(own.event, sign_up, because="请了来不了", actor=own.visitor)
            db.session.commit()
            return redirect(url_for("signedup.show", token=token))
        except BadInput as refused:
            free_key()
            put_refusal(form, refused)
            own = open_own_page(token)
    page = render_template(
        "signedup/come.html", form=form, own=own, slot=slot, when=when_label(slot), agreement=CURRENT
    )
    return page, refusal_status(form) if form.errors else 200


@bp.post("/<token>/<shift>/answer")
@open_to_visitors
def answer(token: str, shift: str) -> Response:
    """Still coming although the shift is another one now, or not."""
    own = open_own_page(token)
    sign_up = find_mine(own, shift)
    if request.form.get("comes") == "yes":
        signups.agree_to_changes(own.event, sign_up, actor=own.visitor)
    else:
        signups.leave_shift(own.event, sign_up, because="改了以后来不了", actor=own.visitor)
    db.session.commit()
    return redirect(url_for("signedup.show", token=token))


@bp.get("/<token>/calendar")
@open_to_visitors
def calendar(token: str) -> str:
    """How my shifts get into a calendar, also where nothing can be downloaded."""
    own = open_own_page(token)
    address = public_url("signedup.shifts", token=token)
    return render_template("signedup/calendar.html", own=own, address=address, feed=_subscription(address))


def _subscription(address: str) -> str:
    return f"webcal://{address.partition('://')[2]}"


@bp.get("/<token>/shifts.ics")
@open_to_visitors
def shifts(token: str) -> Response:
    """My shifts for a calendar that asks again by itself."""
    own = open_own_page(token)
    mine = {one.shift: one for one in sign_ups_of(own.volunteer.id) if one.state.is_open}
    content = build_shift_calendar(
        [_calendar_shift(own, slot, mine[slot.key]) for slot in own.slots if slot.key in mine],
        title=own.dossier.facts.title,
        key=own.volunteer.key,
        host=own_host(),
        stamp=clock.now(),
        sequence=own.event.change_number,
        is_cancelled=own.event.status is EventStatus.CANCELLED,
    )
    response = Response(content, mimetype="text/calendar")
    response.headers["Content-Disposition"] = "attachment; filename=shifts.ics"
    return response


def _calendar_shift(own: OwnPage, slot: Slot, sign_up: SignUp) -> CalendarShift:
    contact = own.callee(slot.post)
    is_sure = sign_up.state in HAVING_A_PLACE and sign_up.state is not SignUpState.INVITED
    return CalendarShift(slot, is_sure, contact.holder if contact else "")


def _known(own: OwnPage, page: str) -> Response:
    """The page, and this phone is known from now on."""
    return remember(Response(page, mimetype="text/html"), own.event.id, own.token)


def find_slot(own: OwnPage, shift: str) -> Slot:
    """The shift of that key; raises NotFound where it is gone."""
    return pick_slot(own.slots, shift, gone=signups.SHIFT_GONE)


def find_mine(own: OwnPage, shift: str) -> SignUp:
    """The sign-up of this page for a shift; raises NotFound where there is none."""
    sign_up = next((one for one in sign_ups_of(own.volunteer.id) if one.shift == shift), None)
    if sign_up is None:
        raise NotFound(NOT_YOURS)
    return sign_up
