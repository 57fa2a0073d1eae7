"""By when a unit wants summaries: dated, with the document that says so."""

from planner.actors import Actor
from planner.models import Organisation, SummaryPolicy
from planner.queries.summaryrules import forget_summary_rules
from planner.report.deadlines import SummaryRules, summary_rules_to_dict
from planner.services.datedpolicies import DatedKind, keep_dated, take_back_dated
from planner.services.guard import guard_unit
from planner.unitpermissions import can_set_summary_rules

SUMMARY_RULES_GONE = "这份期限不在这里，可能已经删掉。"
_KIND = DatedKind(table=SummaryPolicy, name="总结期限", short="期限", gone=SUMMARY_RULES_GONE)


def save_summary_rules(
    organisation: Organisation,
    rules: SummaryRules,
    *,
    actor: Actor,
    old: SummaryPolicy | None = None,
    version: int = 0,
) -> SummaryPolicy:
    """Keep rules from their day on, as new ones or in the place of `old`; raises like `keep_dated`."""
    guard_unit(organisation.id, actor, can_set_summary_rules)
    data = summary_rules_to_dict(rules)
    kept = keep_dated(_KIND, organisation.id, rules.effective_from, data, actor=actor, old=old, version=version)
    forget_summary_rules()
    return kept


def delete_summary_rules(policy: SummaryPolicy, *, actor: Actor) -> None:
    """Take rules back; raises NotFound when somebody else has done so."""
    guard_unit(policy.organisation_id, actor, can_set_summary_rules)
    take_back_dated(_KIND, policy, actor=actor)
    forget_summary_rules()
