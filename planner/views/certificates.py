"""Certificates of an event for who settles hours: issued for one or for all, printed, withdrawn."""

from flask import Blueprint, Response, flash, redirect, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from planner.documents.certificate import build_certificate
from planner.errors import NotFound
from planner.extensions import db
from planner.forms.hours import WithdrawalForm
from planner.models import Event, IssuedCertificate
from planner.nouns import Aggregate
from planner.papers.paper import file_name_of
from planner.people.certificatefacts import read_facts
from planner.permissions import can_hand_out_records, can_take_steps
from planner.queries.certificates import find_certificate
from planner.queries.hours import Helper
from planner.services.certificates import PAPER, issue_all_certificates, issue_certificate, withdraw_certificate
from planner.views.downloads import attach_as
from planner.views.guard import load_event
from planner.views.hours import Answer, settle
from planner.views.links import public_root, public_url
from planner.views.privacy import log_opening, mark_private

bp = Blueprint("certificates", __name__, url_prefix="/events/<int:event_id>/volunteers/hours")
GONE = "这张证明不在这里。"


@bp.post("/certificates")
def issue_all(event_id: int) -> AnyResponse:
    """A certificate for everybody whose hours are approved."""
    mark_private()
    event, _ = load_event(event_id, can_take_steps, changes=Aggregate.PEOPLE)
    count = issue_all_certificates(event, actor=current_user)
    db.session.commit()
    flash(f"开了 {count} 张证明，本人的页面上也能打开")
    return redirect(url_for("hours.show", event_id=event_id))


@bp.post("/people/<int:volunteer_id>/certificates")
def issue(event_id: int, volunteer_id: int) -> Answer:
    """A certificate for one volunteer."""
    return settle(
        event_id,
        volunteer_id,
        FlaskForm(),
        lambda event, helper: issue_certificate(event, helper.volunteer, actor=current_user),
        "已开证明，本人的页面上也能打开",
    )


@bp.post("/people/<int:volunteer_id>/certificates/<int:certificate_id>/withdraw")
def withdraw(event_id: int, volunteer_id: int, certificate_id: int) -> Answer:
    """Withdraw a certificate, with a reason."""
    form = WithdrawalForm()

    def act(event: Event, helper: Helper) -> None:
        found = find_certificate(event, certificate_id)
        if found is None or found.volunteer_id != helper.volunteer.id:
            raise NotFound(GONE)
        withdraw_certificate(event, found, because=form.reason.data or "", actor=current_user)

    return settle(event_id, volunteer_id, form, act, "已撤销，扫码核对的人会看到")


@bp.get("/certificates/<int:certificate_id>.pdf")
def paper(event_id: int, certificate_id: int) -> Response:
    """A certificate as it was issued; that it was printed is logged."""
    mark_private()
    event, _ = load_event(event_id, can_hand_out_records)
    found = find_certificate(event, certificate_id)
    if found is None or not found.is_good:
        raise NotFound(GONE)
    response = print_certificate(event, found)
    log_opening(event_id, PAPER)
    return response


def print_certificate(event: Event, issued: IssuedCertificate) -> Response:
    """The paper, to be checked where this house is found; raises BadInput where no address is set."""
    address = public_url("checking.check", number=issued.number, code=issued.code)
    page = f"{public_root()}{url_for('checking.check')}".partition("://")[2]
    content = build_certificate(read_facts(issued.facts, address=address, page=page, code=issued.code))
    response = Response(content, mimetype="application/pdf")
    name = file_name_of(event.title, f"{PAPER}-{issued.number}", "pdf")
    attach_as(response, name, plain=f"certificate-{issued.number}.pdf")
    return response
