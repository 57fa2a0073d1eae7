"""The way from the public page of an event to one's own: where this phone is known, elsewhere by phone and code."""

from hmac import compare_digest
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.dossier.calling import public_callee
from planner.errors import BadInput, NotAllowed
from planner.extensions import db, neighbourhood_of_request
from planner.forms.refusals import put_refusal
from planner.forms.signing import FindForm
from planner.queries.signups import volunteers_by_phone
from planner.services.signinglimits import check_code, count_code, forget_codes
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.visitors import Desk, find_known, open_desk, token_of

bp = Blueprint("ownpages", __name__, url_prefix="/v")
serve_visitors(bp)
UNKNOWN_CODE = "手机号和口令对不上。看看报名后给的四位数字，或者问组织者。"


@bp.get("/<token>/me")
@open_to_visitors
def show(token: str) -> Response:
    """My own page, where this phone is known; else the way to find it."""
    known = find_known(open_desk(token).event)
    if known is None:
        return redirect(url_for("ownpages.find", token=token))
    return redirect(url_for("signedup.show", token=known[1]))


@bp.route("/<token>/find", methods=["GET", "POST"])
@open_to_visitors
def find(token: str) -> str | Response | tuple[str, int]:
    """Find one's own page again, by phone and code; a wrong one never says whether there is such a phone."""
    desk, form, status = open_desk(token), FindForm(), 200
    if form.validate_on_submit():
        try:
            # Whoever scanned the sign of a post on an unknown phone goes on with its digits.
            sign: dict[str, Any] = {name: request.args[name] for name in ("post", "digits") if name in request.args}
            return redirect(url_for("signedup.show", token=_find_page(desk, form), **sign))
        except (NotAllowed, BadInput) as refused:
            put_refusal(form, refused)
            status = refused.status
            desk = open_desk(token)
    contact = public_callee(desk.dossier) if desk.row.shows_phone else None
    status = status if status != 200 or not form.errors else 422
    return render_template("signing/find.html", form=form, desk=desk, contact=contact), status


def _find_page(desk: Desk, form: FindForm) -> str:
    phone, code, address = form.phone.data or "", form.code.data or "", neighbourhood_of_request()
    free_key()
    check_code(phone, address=address)
    found = volunteers_by_phone(desk.event.id, phone)
    right = [one for one in found if one.code and compare_digest(one.code.encode(), code.encode())]
    if not right:
        count_code(phone, address=address)
        db.session.commit()
        raise BadInput(UNKNOWN_CODE)
    own_token = token_of(right[0])
    forget_codes(phone)
    db.session.commit()
    return own_token
