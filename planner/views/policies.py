"""The limits of a unit: which hold, from when, by which document; changed by its finance and administrators."""

import json

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from budgets import Policy, policy_from_dict, policy_on
from planner import clock
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.forms.policies import PolicyForm, proposal
from planner.forms.refusals import put_refusal
from planner.models import FinancePolicy, Organisation
from planner.permissions import can_set_policy
from planner.queries.policies import find_policy, list_policies, policy_for
from planner.queries.tree import lineage, role_in_unit
from planner.services.guard import UNIT_GONE, guard_unit
from planner.services.policies import POLICY_GONE, delete_policy, save_policy
from planner.views.policiespage import InForce, day_label, policies_page, policy_form_page

bp = Blueprint("policies", __name__, url_prefix="/organisations/<int:unit_id>/policies")


def load_unit(unit_id: int, *, change: bool = False) -> tuple[Organisation, bool]:
    """The unit, and whether I set its limits; who administers a unit above sets them like its own administrators.

    Raises NotFound for strangers, NotAllowed for members who want to change what they may only read.
    """
    role = role_in_unit(unit_id, current_user)
    unit = db.session.get(Organisation, unit_id) if role is not None else None
    if unit is None:
        raise NotFound(UNIT_GONE)
    if change:
        guard_unit(unit_id, current_user, can_set_policy)
    return unit, can_set_policy(role)


def _load_policy(unit: Organisation, policy_id: int) -> FinancePolicy:
    found = find_policy(unit.id, policy_id)
    if found is None:
        raise NotFound(POLICY_GONE)
    return found


def _read(row: FinancePolicy) -> Policy:
    return policy_from_dict(json.loads(row.data))


@bp.get("")
def show(unit_id: int) -> str:
    """What holds today and where it comes from; all policies of the unit, the newest first."""
    unit, may_change = load_unit(unit_id)
    own = [(row, _read(row)) for row in list_policies(unit.id)]
    in_force = _in_force(unit, [policy for _, policy in own])
    wanted = request.args.get("policy", "")
    page = policies_page(unit, own, in_force, wanted, today=clock.today(), may_change=may_change)
    return render_template("policies/show.html", page=page)


def _in_force(unit: Organisation, own: list[Policy]) -> InForce:
    """The policy that holds today and the unit whose it is, as `policy_for` finds it; no unit for the defaults."""
    today = clock.today()
    if (found := policy_on(today, own)) is not None:
        return InForce(unit, found)
    for above in lineage(unit.id)[1:]:
        if (found := policy_on(today, [_read(row) for row in list_policies(above.id)])) is not None:
            return InForce(above, found)
    return InForce(None, Policy())


@bp.route("/new", methods=["GET", "POST"])
def new(unit_id: int) -> str | Response | tuple[str, int]:
    """One more policy; it begins with the limits that hold today."""
    unit, _ = load_unit(unit_id, change=True)
    return _edited(unit, PolicyForm.of(proposal(policy_for(unit.id, clock.today()))))


@bp.route("/<int:policy_id>", methods=["GET", "POST"])
def edit(unit_id: int, policy_id: int) -> str | Response | tuple[str, int]:
    """Change a policy in its place."""
    unit, _ = load_unit(unit_id, change=True)
    row = _load_policy(unit, policy_id)
    return _edited(unit, PolicyForm.of(_read(row), row.version), row)


def _edited(unit: Organisation, form: PolicyForm, old: FinancePolicy | None = None) -> str | Response | tuple[str, int]:
    """The form; saved when it was sent and is right."""
    clash: LostUpdate | None = None
    if form.validate_on_submit():
        try:
            saved = save_policy(unit, form.policy(), actor=current_user, old=old, version=form.version_number)
            db.session.commit()
            flash(f"已保存，{day_label(saved.effective_from)}起执行")
            return redirect(url_for("policies.show", unit_id=unit.id, policy=saved.id))
        except BadInput as error:
            put_refusal(form, error)
        except LostUpdate as error:
            clash = error
            form.accept_version(clash.version)
    differing = form.differing(_read(old)) if clash and old else []
    page = policy_form_page(unit, old)
    html = render_template("policies/form.html", page=page, form=form, clash=clash, differing=differing)
    return html, 409 if clash else 422 if form.errors else 200


@bp.post("/<int:policy_id>/delete")
def delete(unit_id: int, policy_id: int) -> Response:
    """Take a policy back; what held before it holds again."""
    unit, _ = load_unit(unit_id, change=True)
    row = _load_policy(unit, policy_id)
    label = day_label(row.effective_from)
    delete_policy(row, actor=current_user)
    db.session.commit()
    flash(f"已删除{label}起执行的制度")
    return redirect(url_for("policies.show", unit_id=unit.id))
