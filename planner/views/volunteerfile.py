"""The volunteer file of a unit: looked through, and what the unit knows of each."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.volunteerfile import FiledForm, read_file_filters
from planner.models import FiledVolunteer, Organisation
from planner.queries.volunteerfile import find_filed
from planner.services import volunteerfile
from planner.services.guard import guard_volunteer_file
from planner.views.privacy import log_unit_opening, mark_private
from planner.views.volunteerfilepage import file_page, filed_form, filed_page

bp = Blueprint("volunteerfile", __name__, url_prefix="/organisations/<int:unit_id>/volunteers")
Answer = str | Response | tuple[str, int]


def load_file(unit_id: int) -> Organisation:
    """The unit whose file it is; raises NotFound for strangers, NotAllowed for members who ask nobody."""
    guard_volunteer_file(unit_id, current_user)
    mark_private()
    return db.session.get_one(Organisation, unit_id)


def load_filed(unit_id: int, filed_id: int) -> tuple[Organisation, FiledVolunteer]:
    """The unit and one of its file, for the same people."""
    unit, filed = load_file(unit_id), find_filed(filed_id)
    if filed is None or filed.organisation_id != unit_id:
        raise NotFound(volunteerfile.FILED_GONE)
    return unit, filed


@bp.get("")
def show(unit_id: int) -> str:
    """All who agreed to be asked again, 50 a page."""
    unit = load_file(unit_id)
    page = file_page(unit_id, read_file_filters(request.args))
    answer = render_template("volunteerfile/show.html", unit=unit, page=page)
    if page.lines:
        log_unit_opening(unit_id, volunteerfile.FILE)
    return answer


@bp.route("/<int:filed_id>", methods=["GET", "POST"])
def show_one(unit_id: int, filed_id: int) -> Answer:
    """One of them: what is kept, and what the unit knows."""
    unit, filed = load_filed(unit_id, filed_id)
    form = FiledForm() if request.method == "POST" else filed_form(filed)
    try:
        if form.validate_on_submit():
            volunteerfile.note_filed(filed, **form.values(), version=form.version_number, actor=current_user)
            db.session.commit()
            flash("已保存")
            return redirect(url_for(".show_one", unit_id=unit_id, filed_id=filed_id))
    except BadInput as refusal:
        if isinstance(refusal, LostUpdate):
            form.accept_version(refusal.version)
        put_refusal(form, refusal)
    answer = render_template("volunteerfile/one.html", unit=unit, page=filed_page(filed), form=form)
    log_unit_opening(unit_id, volunteerfile.FILE)
    return answer, refusal_status(form) if form.errors else 200


@bp.post("/<int:filed_id>/merge/<int:other_id>")
def merge(unit_id: int, filed_id: int, other_id: int) -> Response:
    """Two of the same name are one person with two numbers."""
    _, filed = load_filed(unit_id, filed_id)
    _, other = load_filed(unit_id, other_id)
    return _settle(unit_id, lambda: volunteerfile.merge_filed(filed, other, actor=current_user), "已合成一位")


@bp.post("/<int:filed_id>/remove")
def remove(unit_id: int, filed_id: int) -> Response:
    """Take somebody out of the file."""
    _, filed = load_filed(unit_id, filed_id)
    return _settle(unit_id, lambda: volunteerfile.take_off_file(filed, actor=current_user), "已从档案里删掉")


def _settle(unit_id: int, settle: Callable[[], object], done: str) -> Response:
    settle()
    db.session.commit()
    flash(done)
    return redirect(url_for(".show", unit_id=unit_id))
