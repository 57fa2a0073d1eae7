"""The budget, held against the event that it pays for by the rules of `budgets`."""

from dataclasses import replace

from budgets import Finding, Policy, Severity
from budgets.checks import check_budget as check_rules
from planner.checkup.sentences import about_rows
from planner.dossier import Dossier
from planner.money.context import context_of

# Said by the check-up of people already.
_SAID_ELSEWHERE = frozenset({"head-count-differs"})
_DEFAULT_LIMITS = Policy().citation


def check_plan_budget(dossier: Dossier) -> list[Finding]:
    """What the rules find, no graver than a warning: amounts may be open while a plan is approved.

    Lines without an amount are named in one finding.
    """
    found = [f for f in check_rules(dossier.full_budget, context_of(dossier)) if not _is_for_others(f)]
    open_ = [line for line in dossier.budget if line.amount is None]
    if len(open_) > 1:
        found = [f for f in found if f.code != "amount-unknown"]
        names, words = (line.name for line in open_), "{n} 项预算没有金额：{names}。"
        found = about_rows("amount-unknown", Severity.WARNING, "budget", open_, names, words) + found
    return [replace(f, severity=Severity.WARNING) if f.severity is Severity.ERROR else f for f in found]


def _is_for_others(finding: Finding) -> bool:
    """What the check-up of people says already, and what rests on the limits of the unit: that is for finance."""
    return finding.code in _SAID_ELSEWHERE or finding.source == _DEFAULT_LIMITS
