"""The rules of a unit for volunteers: which hold, from when, by which document; changed by its administrators."""

from planner.forms.volunteerrules import VolunteerRulesForm, propose_rules
from planner.people.volunteerrules import VolunteerRules, rules_from_dict, rules_on
from planner.queries.volunteerrules import find_volunteer_policy, find_volunteer_rules, list_volunteer_policies
from planner.services.volunteerrules import RULES_GONE, delete_volunteer_rules, save_volunteer_rules
from planner.unitpermissions import can_set_volunteer_rules
from planner.views.datedpolicies import PolicyRoom, open_room
from planner.views.policiespage import OF_VOLUNTEERS

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
bp = open_room(ROOM, "volunteer-rules")
