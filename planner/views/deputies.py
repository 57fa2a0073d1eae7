"""Deputies: whom I asked to decide for me, for whom I decide, and a form that names somebody."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.deputies import DeputyForm
from planner.forms.refusals import put_refusal
from planner.queries.deputies import deputies_named_by, list_colleagues, stand_ins_of
from planner.services.deputies import end_deputy, name_deputy
from planner.views.deputypage import deputy_page

bp = Blueprint("deputies", __name__, url_prefix="/me/deputies")


@bp.route("", methods=["GET", "POST"])
def show() -> str | Response | tuple[str, int]:
    """Who decides for me and when, and the form for one more."""
    colleagues = list_colleagues(current_user)
    form = DeputyForm(colleagues=[(f"{c.unit_id}-{c.user_id}", f"{c.name}（{c.unit}）") for c in colleagues])
    if form.validate_on_submit():
        try:
            name = _name(form)
            flash(f"已请{name}代你批")
            return redirect(url_for(".show"))
        except BadInput as refusal:
            db.session.rollback()
            put_refusal(form, refusal)
    named, stand_ins = deputies_named_by(current_user.id), stand_ins_of(current_user)
    page = deputy_page(named=named, stand_ins=stand_ins, can_name=bool(colleagues))
    return render_template("deputies/show.html", form=form, page=page), 422 if form.errors else 200


def _name(form: DeputyForm) -> str:
    """Name the deputy of the form and commit; their name."""
    unit_id, user_id = form.unit_and_person
    first_day, last_day = form.days
    named = name_deputy(unit_id, user_id, first_day=first_day, last_day=last_day, actor=current_user)
    db.session.commit()
    return named.deputy.name


@bp.post("/<int:deputy_id>/end")
def end(deputy_id: int) -> Response:
    """End a deputy before the last day."""
    named = end_deputy(deputy_id, actor=current_user)
    db.session.commit()
    flash(f"{named.deputy.name}不再代{named.absent.name}批")
    is_mine = named.absent_id == current_user.id
    return redirect(url_for(".show") if is_mine else url_for("users.show", unit=named.organisation_id))
