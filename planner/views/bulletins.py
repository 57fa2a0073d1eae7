"""The red head of a unit's newsletters: read by its members, written by its administrators."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import LostUpdate
from planner.extensions import db
from planner.forms.bulletins import RedHeadForm
from planner.forms.refusals import put_refusal
from planner.queries.bulletins import find_bulletin_head
from planner.report.bulletin import RedHead
from planner.services.bulletins import save_bulletin_head
from planner.unitpermissions import can_set_bulletin_head
from planner.views.datedpolicies import load_unit

bp = Blueprint("bulletins", __name__, url_prefix="/organisations/<int:unit_id>/bulletin")


@bp.get("")
def show(unit_id: int) -> str:
    """What stands on the newsletters; for administrators to be changed."""
    unit, may_change = load_unit(unit_id, can_set_bulletin_head)
    kept = find_bulletin_head(unit.id)
    head = kept or RedHead(publisher=unit.name)
    form = RedHeadForm(formdata=None, obj=head, version=str(kept.version if kept else 0))
    return render_template("bulletins/show.html", unit=unit, head=head, form=form, may_change=may_change)


@bp.post("")
def save(unit_id: int) -> str | Response | tuple[str, int]:
    """Save it; after a clash with what was typed, and what stands there now beside it."""
    unit, _ = load_unit(unit_id, can_set_bulletin_head, change=True)
    form, clash = RedHeadForm(), None
    if form.validate_on_submit():
        try:
            save_bulletin_head(unit, form.head(), version=form.version_number, actor=current_user)
            db.session.commit()
            flash("已保存")
            return redirect(url_for(".show", unit_id=unit_id))
        except LostUpdate as error:
            clash = error
            form.accept_version(clash.version)
            put_refusal(form, clash)
    head = find_bulletin_head(unit_id) or RedHead(publisher=unit.name)
    page = render_template("bulletins/show.html", unit=unit, head=head, form=form, may_change=True)
    return page, 409 if clash else 422
