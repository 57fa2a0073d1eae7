"""By when a unit wants summaries: which rules hold, from when, by which document; changed by its administrators."""

from flask import Blueprint
from werkzeug.wrappers import Response

from planner.forms.summaryrules import SummaryRulesForm, propose_summary_rules
from planner.queries.summaryrules import find_summary_policy, find_summary_rules, list_summary_policies
from planner.report.deadlines import SummaryRules, summary_rules_from_dict, summary_rules_on
from planner.services.summaryrules import SUMMARY_RULES_GONE, delete_summary_rules, save_summary_rules
from planner.unitpermissions import can_set_summary_rules
from planner.views.datedpolicies import PolicyRoom, delete_kept, draw_form, draw_policies
from planner.views.policiespage import OF_SUMMARIES

bp = Blueprint("summaryrules", __name__, url_prefix="/organisations/<int:unit_id>/summary-rules")
ROOM = PolicyRoom(
    words=OF_SUMMARIES,
    form=SummaryRulesForm,
    gone=SUMMARY_RULES_GONE,
    may=can_set_summary_rules,
    usual=SummaryRules(),
    read=summary_rules_from_dict,
    on=summary_rules_on,
    find_in_force=find_summary_rules,
    propose=propose_summary_rules,
    list_own=list_summary_policies,
    find_own=find_summary_policy,
    save=save_summary_rules,
    delete=delete_summary_rules,
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
