"""Hours and certificate on the own page of a volunteer: what counts, what is wrong with it, the paper."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.hours import HoursRequestForm
from planner.forms.refusals import put_refusal, refusal_status
from planner.queries.hours import find_helper
from planner.services.certificates import NO_HOURS, issue_certificate
from planner.services.hoursrequests import ask_correction
from planner.views.certificates import print_certificate
from planner.views.compression import mark_secret
from planner.views.myhourspage import my_hours
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.visitors import OwnPage, open_own_page

bp = Blueprint("myhours", __name__, url_prefix="/v/me")
serve_visitors(bp)
# Every one of these pages shows the link that opens them all.
bp.before_request(mark_secret)


@bp.route("/<token>/hours", methods=["GET", "POST"])
@open_to_visitors
def show(token: str) -> str | Response | tuple[str, int]:
    """What each of my shifts counts, and asking for a correction."""
    own, form = open_own_page(token), HoursRequestForm()
    if form.is_submitted() and form.is_by_machine:
        return redirect(url_for("signedup.show", token=token))
    if form.validate_on_submit():
        try:
            ask_correction(own.event, own.volunteer, form.words.data or "", actor=own.visitor)
            db.session.commit()
            return redirect(url_for("myhours.show", token=token))
        except BadInput as refused:
            free_key()
            put_refusal(form, refused)
            own = open_own_page(token)
    return _draw(own, form), refusal_status(form) if form.errors else 200


def _draw(own: OwnPage, form: HoursRequestForm) -> str:
    hours = my_hours(own)
    if hours is None:
        raise NotFound("还没有班次，时长在服务以后看。")
    about = next((slot for slot in own.slots if slot.key == request.args.get("about")), None)
    if about is not None and not form.is_submitted():
        form.words.data = f"{about.label}："
    return render_template("signedup/hours.html", own=own, hours=hours, form=form)


@bp.route("/<token>/certificate", methods=["GET", "POST"])
@open_to_visitors
def certificate(token: str) -> str | Response:
    """My certificate: asked for, then opened; nobody has to pay or to wait for it."""
    own = open_own_page(token)
    if request.method == "POST":
        issue_certificate(own.event, own.volunteer, actor=own.visitor)
        db.session.commit()
        return redirect(url_for("myhours.certificate", token=token))
    hours = my_hours(own)
    if hours is None or not (hours.may_ask or hours.certificate):
        raise NotFound(f"{hours.certificate_note}。" if hours else NO_HOURS)
    return render_template("signedup/certificate.html", own=own, hours=hours)


@bp.get("/<token>/certificate.pdf")
@open_to_visitors
def paper(token: str) -> Response:
    """The paper as it was issued."""
    own = open_own_page(token)
    helper = find_helper(own.event, own.volunteer.id)
    if helper is None or helper.certificate is None:
        raise NotFound(NO_HOURS)
    return print_certificate(own.event, helper.certificate)
