"""The limits of a unit: which hold, from when, by which document; changed by its finance and administrators."""

from budgets import Policy, policy_from_dict, policy_on
from planner.forms.policies import PolicyForm, proposal
from planner.queries.policies import find_policy, list_policies, policy_for
from planner.services.policies import POLICY_GONE, delete_policy, save_policy
from planner.unitpermissions import can_set_policy
from planner.views.datedpolicies import PolicyRoom, open_room
from planner.views.policiespage import OF_MONEY

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
bp = open_room(ROOM, "policies")
