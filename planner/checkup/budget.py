"""The budget, held against the event that it pays for by the rules of `budgets`."""

from dataclasses import replace

from budgets import Finding, Policy, Severity
from budgets.checks import check_budget as apply_budget_rules
from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows
from planner.money.context import context_of

# Found by the check-up of people already.
_FOUND_ELSEWHERE = frozenset({"head-count-differs"})


def check_plan_budget(context: Context) -> list[Finding]:
    """What the rules find, no graver than a warning: amounts may be open while a plan is approved.

    Lines without an amount are named in one finding.
    """
    dossier = context.dossier
    facts = context_of(dossier, context.money, policy=context.policy, today=context.today)
    found = [f for f in apply_budget_rules(dossier.full_budget, facts) if not _is_for_others(f, context.policy)]
    unknown = [line for line in dossier.budget if line.amount is None]
    if len(unknown) > 1:
        found = [f for f in found if f.code != "amount-unknown"]
        names, words = (line.name for line in unknown), "{n} 项预算没有金额：{names}。"
        found = about_rows("amount-unknown", Severity.WARNING, "budget", unknown, names, words) + found
    return [replace(f, severity=Severity.WARNING) if f.severity is Severity.ERROR else f for f in found]


def _is_for_others(finding: Finding, policy: Policy) -> bool:
    """What another rule says already, and what rests on figures that the unit never confirmed: finance weighs those."""
    return finding.code in _FOUND_ELSEWHERE or (not policy.confirmed and finding.source == policy.citation)


RULES: tuple[Rule, ...] = (check_plan_budget,)
