"""A guardian's yes from the page of a volunteer: signed with a finger, or on a paper that is printed and promised."""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from planner.documents.glyphs import find_gaps, say_gaps
from planner.documents.guardian_consent import build_guardian_consent
from planner.extensions import db
from planner.forms.signing import GuardianForm
from planner.people import Slot
from planner.people.guardianconsent import GuardianConsent
from planner.queries.signups import sign_ups_of
from planner.services.guardianpaper import promise_paper
from planner.services.volunteers import agree_as_guardian
from planner.views.compression import mark_secret
from planner.views.guardianpaper import LABEL, MIME
from planner.views.guardianpaperpage import make_consent
from planner.views.myshifts import tell_hold
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.signingform import when_label
from planner.views.visitors import OwnPage, open_own_page
from planner.views.volunteerpapers import send_sheet

bp = Blueprint("ownguardian", __name__, url_prefix="/v/me/<token>/guardian")
serve_visitors(bp)
# The own page, whose link is shown, is where these lead.
bp.before_request(mark_secret)


@bp.route("", methods=["GET", "POST"])
@open_to_visitors
def sign(token: str) -> str | AnyResponse | tuple[str, int]:
    """A guardian signs, and the places that were held are had."""
    own = open_own_page(token)
    form = GuardianForm(obj=own.volunteer)
    if form.validate_on_submit():
        name, phone = form.guardian_name.data or "", form.guardian_phone.data or ""
        signature = form.signature.data or ""
        agree_as_guardian(own.event, own.volunteer, name=name, phone=phone, signature=signature, actor=own.visitor)
        db.session.commit()
        return redirect(url_for("signedup.show", token=token))
    page = render_template(
        "signedup/guardian.html",
        form=form,
        own=own,
        asked=_signed_up_for(own),
        held_until=tell_hold(sign_ups_of(own.volunteer.id)),
        gaps=say_gaps(find_gaps(_consent(own))),
    )
    return page, 422 if form.errors else 200


def _signed_up_for(own: OwnPage) -> list[tuple[Slot, str]]:
    """What a guardian says yes to: the shifts that they have or wait for, with their day and hours."""
    mine = {one.shift for one in sign_ups_of(own.volunteer.id) if one.state.is_open}
    return [(slot, when_label(slot)) for slot in own.slots if slot.key in mine]


def _consent(own: OwnPage) -> GuardianConsent:
    return make_consent(own.dossier, own.row, own.volunteer, sign_ups_of(own.volunteer.id), own.slots)


@bp.get("/paper.pdf")
@open_to_visitors
def print_own(token: str) -> Response:
    """The paper with my shifts, to be signed by hand."""
    page = open_own_page(token)
    return send_sheet(build_guardian_consent(_consent(page)), page.event, LABEL, "pdf", MIME)


@bp.post("/paper")
@open_to_visitors
def promise(token: str) -> AnyResponse:
    """Say that the paper will be brought; the place waits for it."""
    page = open_own_page(token)
    promise_paper(page.event, page.volunteer, actor=page.visitor)
    db.session.commit()
    return redirect(url_for("signedup.show", token=token))
