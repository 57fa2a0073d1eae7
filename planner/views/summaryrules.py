"""By when a unit wants summaries: which rules hold, from when, by which document; changed by its administrators."""

from planner.forms.summaryrules import SummaryRulesForm, propose_summary_rules
from planner.queries.summaryrules import find_summary_policy, find_summary_rules, list_summary_policies
from planner.report.deadlines import SummaryRules, summary_rules_from_dict, summary_rules_on
from planner.services.summaryrules import SUMMARY_RULES_GONE, delete_summary_rules, save_summary_rules
from planner.unitpermissions import can_set_summary_rules
from planner.views.datedpolicies import PolicyRoom, open_room
from planner.views.policiespage import OF_SUMMARIES

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
bp = open_room(ROOM, "summary-rules")
