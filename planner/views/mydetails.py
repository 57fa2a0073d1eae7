"""What a volunteer gave, on their own page: details, answers, the file, erasing it all."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.answers import AnswersForm
from planner.forms.signing import DetailsForm
from planner.people.questions import read_answers
from planner.people.volunteerfile import KEEPING, KEEPING_LABEL
from planner.queries.certificates import count_certificates
from planner.queries.signups import sign_ups_of
from planner.queries.volunteerfile import filed_of
from planner.services import volunteerfile, volunteers
from planner.views.answerspage import asked_on_page
from planner.views.compression import mark_secret
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.visitors import forget, open_own_page

bp = Blueprint("mydetails", __name__, url_prefix="/v/me")
serve_visitors(bp)
# Every one of these pages shows the link that opens them all.
bp.before_request(mark_secret)


@bp.route("/<token>/details", methods=["GET", "POST"])
@open_to_visitors
def show(token: str) -> str | Response | tuple[str, int]:
    """What is kept of me, and changing it."""
    own = open_own_page(token)
    form = DetailsForm(obj=own.volunteer)
    if form.validate_on_submit():
        volunteers.change_details(own.event, own.volunteer, form.details(), actor=own.visitor)
        db.session.commit()
        return redirect(url_for("signedup.show", token=token))
    return render_template("signedup/details.html", form=form, own=own), 422 if form.errors else 200


@bp.route("/<token>/file", methods=["GET", "POST"])
@open_to_visitors
def file(token: str) -> str | Response | tuple[str, int]:
    """Whether the unit may ask me again: what it would keep, yes or no, any time."""
    own, refused, status = open_own_page(token), "", 200
    if request.method == "POST":
        settle = volunteerfile.keep_on_file if request.form.get("keep") == "1" else volunteerfile.leave_file
        try:
            settle(own.event, own.volunteer, actor=own.visitor)
            db.session.commit()
            return redirect(url_for("signedup.show", token=token))
        except BadInput as refusal:
            free_key()
            refused, status, own = refusal.sentence, refusal.status, open_own_page(token)
    is_kept = filed_of(own.volunteer.id) is not None
    page = render_template(
        "signedup/file.html", own=own, is_kept=is_kept, keeping=KEEPING, label=KEEPING_LABEL, refused=refused
    )
    return page, status


@bp.route("/<token>/answers", methods=["GET", "POST"])
@open_to_visitors
def answers(token: str) -> str | Response | tuple[str, int]:
    """The organiser's own questions, with what I said to them."""
    own = open_own_page(token)
    asked = asked_on_page(own, sign_ups_of(own.volunteer.id))
    is_sent = request.method == "POST"
    form = AnswersForm(asked, request.form if is_sent else None, read_answers(own.volunteer.answers))
    if is_sent and form.check(is_minor=True):
        volunteers.answer_questions(own.event, own.volunteer, form.answers(is_minor=True), asked, actor=own.visitor)
        db.session.commit()
        return redirect(url_for("signedup.show", token=token))
    return render_template("signedup/answers.html", form=form, own=own), 422 if is_sent else 200


@bp.route("/<token>/erase", methods=["GET", "POST"])
@open_to_visitors
def erase(token: str) -> str | Response:
    """Erase what I said of myself, after a page that says what goes."""
    own = open_own_page(token)
    if request.method == "GET":
        mine = [one for one in sign_ups_of(own.volunteer.id) if one.state.is_open]
        has_certificates = count_certificates(own.volunteer.id) > 0
        return render_template("signedup/erase.html", own=own, count=len(mine), has_certificates=has_certificates)
    event_id, public = own.event.id, own.row.link.token
    with_certificates = request.form.get("certificates") == "1"
    volunteers.erase_volunteer(own.event, own.volunteer, with_certificates=with_certificates, actor=own.visitor)
    db.session.commit()
    return forget(redirect(url_for("signing.show", token=public)), event_id)
