"""Trainings and awards of one of the volunteer file, which belong to no event."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.personrecords import AwardForm, TrainingForm
from planner.forms.refusals import put_refusal, refusal_status
from planner.models import FiledVolunteer, Organisation
from planner.people.personrecords import read_entries
from planner.services.personrecords import record_in_file, remove_from_file
from planner.services.volunteerfile import FILE
from planner.views.personrecordspage import entry_forms, list_entries, with_refused
from planner.views.privacy import log_unit_opening
from planner.views.volunteerfile import load_filed

bp = Blueprint("filedrecords", __name__, url_prefix="/organisations/<int:unit_id>/volunteers/<int:filed_id>/record")
Answer = Response | tuple[str, int]
Act = Callable[[FiledVolunteer], None]


def _draw(unit: Organisation, filed: FiledVolunteer, refused: FlaskForm | None = None) -> str:
    """The page with its forms, one of them as it was refused."""
    return render_template(
        "volunteerfile/record.html",
        unit=unit,
        filed=filed,
        entries=list_entries(read_entries(filed.record)),
        forms=with_refused(entry_forms(unit.name), refused),
    )


@bp.get("")
def show(unit_id: int, filed_id: int) -> str:
    """What is recorded of one of the file; its opening is logged."""
    answer = _draw(*load_filed(unit_id, filed_id))
    log_unit_opening(unit_id, FILE)
    return answer


@bp.post("/trainings")
def add_training(unit_id: int, filed_id: int) -> Answer:
    """A training."""
    form = TrainingForm()
    return _settle(
        unit_id, filed_id, form, lambda filed: record_in_file(filed, form.entry(), actor=current_user), "已登记"
    )


@bp.post("/awards")
def add_award(unit_id: int, filed_id: int) -> Answer:
    """An award."""
    form = AwardForm()
    return _settle(
        unit_id, filed_id, form, lambda filed: record_in_file(filed, form.entry(), actor=current_user), "已登记"
    )


@bp.post("/remove")
def remove(unit_id: int, filed_id: int) -> Answer:
    """Take one of them out."""
    key = request.form.get("key", "")
    return _settle(
        unit_id, filed_id, FlaskForm(), lambda filed: remove_from_file(filed, key, actor=current_user), "已删掉"
    )


def _settle(unit_id: int, filed_id: int, form: FlaskForm, act: Act, done: str) -> Answer:
    """Do it and show the page again; what is refused is said where it was typed, and stays."""
    unit, filed = load_filed(unit_id, filed_id)
    try:
        if form.validate_on_submit():
            act(filed)
            db.session.commit()
            flash(done)
            return redirect(url_for(".show", unit_id=unit_id, filed_id=filed_id))
    except BadInput as refusal:
        db.session.rollback()
        unit, filed = load_filed(unit_id, filed_id)
        put_refusal(form, refusal)
    return _draw(unit, filed, form), refusal_status(form)
