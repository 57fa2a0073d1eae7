"""The rules of a unit for volunteers: dated, each with the document that sets them."""

from planner.actors import Actor
from planner.models import Organisation, VolunteerPolicy
from planner.people.volunteerrules import VolunteerRules, rules_to_dict
from planner.queries.volunteerrules import forget_rules
from planner.services.datedpolicies import DatedKind, keep_dated, take_back_dated
from planner.services.guard import guard_unit
from planner.unitpermissions import can_set_volunteer_rules

RULES_GONE = "这份规则不在这里，可能已经删掉。"
_KIND = DatedKind(table=VolunteerPolicy, name="志愿者规则", short="规则", gone=RULES_GONE)


def save_volunteer_rules(
    organisation: Organisation,
    rules: VolunteerRules,
    *,
    actor: Actor,
    old: VolunteerPolicy | None = None,
    version: int = 0,
) -> VolunteerPolicy:
    """Keep rules from their day on, as new ones or in the place of `old`; raises like `keep_dated`."""
    guard_unit(organisation.id, actor, can_set_volunteer_rules)
    data = rules_to_dict(rules)
    kept = keep_dated(_KIND, organisation.id, rules.effective_from, data, actor=actor, old=old, version=version)
    forget_rules()
    return kept


def delete_volunteer_rules(policy: VolunteerPolicy, *, actor: Actor) -> None:
    """Take rules back; who has a place keeps it. Raises NotFound when somebody else has done so."""
    guard_unit(policy.organisation_id, actor, can_set_volunteer_rules)
    take_back_dated(_KIND, policy, actor=actor)
    forget_rules()
