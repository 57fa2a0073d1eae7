"""The rules of a unit for volunteers: which hold, from when, by which document; changed by its administrators."""

from flask import Blueprint
from werkzeug.wrappers import Response

from planner.forms.volunteerrules import VolunteerRulesForm, propose_rules
from planner.people.volunteerrules import VolunteerRules, rules_from_dict, rules_on
from planner.queries.volunteerrules import find_volunteer_policy, find_volunteer_rules, list_volunteer_policies
from planner.services.volunteerrules import RULES_GONE, delete_volunteer_rules, save_volunteer_rules
from planner.unitpermissions import can_set_volunteer_rules
from planner.views.datedpolicies import PolicyRoom, delete_kept, draw_form, draw_policies
from planner.views.policiespage import OF_VOLUNTEERS

bp = Blueprint("volunteerrules", __name__, url_prefix="/organisations/<int:unit_id>/volunteer-rules")
ROOM = PolicyRoom(
    words=OF_VOLUNTEERS,
    form=VolunteerRulesForm,
    gone=RULES_GONE,
    may=can_set_volunteer_rules,
    usual=VolunteerRules(),
    read=rules_from_dict,
    on=rules_on,
    find_in_force=find_volunteer_rules,
    propose=propose_rules,
    list_own=list_volunteer_policies,
    find_own=find_volunteer_policy,
    save=save_volunteer_rules,
    delete=delete_volunteer_rules,
)


@bp.get("")
def show(unit_id: int) -> str:
    """Which rules hold today and whose they are; all that the unit has written, the newest first."""
    return draw_policies(ROOM, unit_id)


@bp.route("/new", methods=["GET", "POST"])
def new(unit_id: int) -> str | Response | tuple[str, int]:
    """New rules; they begin with those that hold today."""
    return draw_form(ROOM, unit_id)


@bp.route("/<int:policy_id>", methods=["GET", "POST"])
def edit(unit_id: int, policy_id: int) -> str | Response | tuple[str, int]:
    """Change rules in their place."""
    return draw_form(ROOM, unit_id, policy_id)


@bp.post("/<int:policy_id>/delete")
def delete(unit_id: int, policy_id: int) -> Response:
    """Take rules back; what held before them holds again."""
    return delete_kept(ROOM, unit_id, policy_id)
