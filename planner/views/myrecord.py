"""My record: what the unit keeps of my service, trainings and awards; a certificate over all events of the unit."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.queries.hours import find_helper
from planner.services.jointcertificates import issue_joint_certificate
from planner.services.personrecords import keep_details
from planner.views.certificates import print_certificate
from planner.views.compression import mark_secret
from planner.views.myrecordpage import my_record
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.personrecordspage import person_form
from planner.views.visitors import open_own_page

bp = Blueprint("myrecord", __name__, url_prefix="/v/me")
serve_visitors(bp)
# Every one of these pages shows the link that opens them all.
bp.before_request(mark_secret)


@bp.route("/<token>/record", methods=["GET", "POST"])
@open_to_visitors
def show(token: str) -> str | Response | tuple[str, int]:
    """All that is recorded of me; area, kinds and document are mine to fill in."""
    own = open_own_page(token)
    page = my_record(own)
    form = person_form(page.person, own.volunteer, is_sent=request.method == "POST")
    if form.is_submitted() and form.is_by_machine:
        return redirect(url_for("signedup.show", token=token))
    if form.validate_on_submit():
        try:
            keep_details(own.event, own.volunteer, form.details(), actor=own.visitor)
            db.session.commit()
            return redirect(url_for("myrecord.show", token=token))
        except BadInput as refused:
            free_key()
            put_refusal(form, refused)
            own = open_own_page(token)
            page = my_record(own)
    answer = render_template("signedup/record.html", own=own, page=page, form=form)
    return answer, refusal_status(form) if form.errors else 200


@bp.post("/<token>/statement")
@open_to_visitors
def state(token: str) -> Response:
    """Ask for one certificate over all events of the unit."""
    own = open_own_page(token)
    issue_joint_certificate(own.event, own.volunteer, actor=own.visitor)
    db.session.commit()
    return redirect(url_for("myrecord.show", token=token) + "#h-events")


@bp.get("/<token>/statement.pdf")
@open_to_visitors
def paper(token: str) -> Response:
    """That paper as it was issued."""
    own = open_own_page(token)
    helper = find_helper(own.event, own.volunteer.id)
    issued = helper.last_joint_certificate if helper else None
    if issued is None or not issued.is_good:
        raise NotFound("还没有几次活动一起开的证明。")
    return print_certificate(own.event, issued)
