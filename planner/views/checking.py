"""Whether a certificate is what its paper says: for whoever holds the paper, without an account."""

from flask import Blueprint, g, render_template, request
from werkzeug.datastructures import MultiDict

from planner.extensions import db, neighbourhood_of_request
from planner.forms.checking import CheckForm
from planner.services.certificatechecks import CheckedCertificate, Verdict, check_certificate
from planner.services.signinglimits import check_paper, count_paper
from planner.views.checkingpage import check_page
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors

bp = Blueprint("checking", __name__, url_prefix="/v/check")
serve_visitors(bp)


@bp.get("")
@bp.get("/<number>")
@open_to_visitors
def check(number: str = "") -> tuple[str, int]:
    """The form, or what is to be said of a number and its code."""
    typed = MultiDict(request.args)
    if number:
        typed["number"] = number
    form = CheckForm(typed)
    if not typed or not form.validate():
        return _draw(form, None), 422 if typed.get("code") and form.errors else 200
    address = neighbourhood_of_request()
    check_paper(address)
    checked = check_certificate(form.typed_number, form.typed_code)
    page = _draw(form, checked)
    if checked.verdict.is_wrong:
        _count(address)
    return page, 404 if checked.verdict is Verdict.UNKNOWN else 200


def _draw(form: CheckForm, checked: CheckedCertificate | None) -> str:
    return render_template("checking/show.html", form=form, page=check_page(form.typed_number, checked))


def _count(address: str) -> None:
    """Count a wrong answer in a transaction of its own, which saves nothing else."""
    free_key()
    g.is_writing = True
    count_paper(address)
    db.session.commit()
