"""One organisation's settings and the units below it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.users import OrganisationForm
from planner.models import Organisation
from planner.queries.organisations import units_below
from planner.services.organisations import create_organisation, rename_organisation
from planner.views.users import load_managed_unit

bp = Blueprint("organisations", __name__, url_prefix="/organisations/<int:unit_id>")


@bp.route("", methods=["GET", "POST"])
def show(unit_id: int) -> str | Response | tuple[str, int]:
    """The name, who approves, the units below."""
    unit = load_managed_unit(unit_id)
    form = OrganisationForm(obj=unit)
    if form.validate_on_submit():
        try:
            by_parent, code = form.approval_by_parent.data, form.tax_number.data or ""
            rename_organisation(
                unit, form.name.data or "", approval_by_parent=by_parent, tax_number=code, actor=current_user
            )
            db.session.commit()
            flash("已保存")
            return redirect(url_for("organisations.show", unit_id=unit_id))
        except BadInput as error:
            put_refusal(form, error)
    return _page(unit, form, OrganisationForm(formdata=None)), 422 if form.errors else 200


@bp.post("/below")
def add_below(unit_id: int) -> Response | tuple[str, int]:
    """One more unit below this one; its people are added on its own page."""
    unit = load_managed_unit(unit_id)
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            by_parent = form.approval_by_parent.data
            below = create_organisation(
                form.name.data or "", parent=unit, approval_by_parent=by_parent, actor=current_user
            )
            db.session.commit()
            flash(f"已添加{below.name}，接着加人")
            return redirect(url_for("users.show", unit=below.id))
        except BadInput as error:
            put_refusal(form, error)
    return _page(unit, OrganisationForm(obj=unit, formdata=None), form), 422


def _page(unit: Organisation, form: OrganisationForm, new: OrganisationForm) -> str:
    new.name.id = "new-name"  # both forms stand on one page
    return render_template("organisations/show.html", unit=unit, form=form, new=new, below=units_below(unit.id))
