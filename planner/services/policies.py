"""The limits of a unit: dated, each with the document that sets it."""

from budgets import Policy, policy_to_dict
from planner.actors import Actor
from planner.models import FinancePolicy, Organisation
from planner.services.datedpolicies import DatedKind, keep_dated, take_back_dated
from planner.services.guard import guard_unit
from planner.unitpermissions import can_set_policy

POLICY_GONE = "这份制度不在这里，可能已经删掉。"
_KIND = DatedKind(table=FinancePolicy, name="经费制度", short="制度", gone=POLICY_GONE)


def save_policy(
    organisation: Organisation, policy: Policy, *, actor: Actor, old: FinancePolicy | None = None, version: int = 0
) -> FinancePolicy:
    """Keep a policy from its day on, as a new one or in the place of `old`; raises like `keep_dated`."""
    guard_unit(organisation.id, actor, can_set_policy)
    data = policy_to_dict(policy)
    return keep_dated(_KIND, organisation.id, policy.effective_from, data, actor=actor, old=old, version=version)


def delete_policy(policy: FinancePolicy, *, actor: Actor) -> None:
    """Take a policy back; budgets already passed stay passed. Raises NotFound when somebody else has done so."""
    guard_unit(policy.organisation_id, actor, can_set_policy)
    take_back_dated(_KIND, policy, actor=actor)
