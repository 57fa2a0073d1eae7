"""The limits of a unit: which hold, from when, by which document; changed by its finance and administrators."""

from flask import Blueprint
from werkzeug.wrappers import Response

from budgets import Policy, policy_from_dict, policy_on
from planner.forms.policies import PolicyForm, proposal
from planner.queries.policies import find_policy, list_policies, policy_for
from planner.services.policies import POLICY_GONE, delete_policy, save_policy
from planner.unitpermissions import can_set_policy
from planner.views.datedpolicies import PolicyRoom, delete_kept, draw_form, draw_policies
from planner.views.policiespage import OF_MONEY

bp = Blueprint("policies", __name__, url_prefix="/organisations/<int:unit_id>/policies")
ROOM = PolicyRoom(
    words=OF_MONEY,
    form=PolicyForm,
    gone=POLICY_GONE,
    may=can_set_policy,
    usual=Policy(),
    read=policy_from_dict,
    on=policy_on,
    find_in_force=policy_for,
    propose=proposal,
    list_own=list_policies,
    find_own=find_policy,
    save=save_policy,
    delete=delete_policy,
)


@bp.get("")
def show(unit_id: int) -> str:
    """What holds today and where it comes from; all policies of the unit, the newest first."""
    return draw_policies(ROOM, unit_id)


@bp.route("/new", methods=["GET", "POST"])
def new(unit_id: int) -> str | Response | tuple[str, int]:
    """One more policy; it begins with the limits that hold today."""
    return draw_form(ROOM, unit_id)


@bp.route("/<int:policy_id>", methods=["GET", "POST"])
def edit(unit_id: int, policy_id: int) -> str | Response | tuple[str, int]:
    """Change a policy in its place."""
    return draw_form(ROOM, unit_id, policy_id)


@bp.post("/<int:policy_id>/delete")
def delete(unit_id: int, policy_id: int) -> Response:
    """Take a policy back; what held before it holds again."""
    return delete_kept(ROOM, unit_id, policy_id)
