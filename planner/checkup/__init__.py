"""The check-up of a plan: what is missing, what cannot be, what a leader would ask. Pure: Context in, findings out.

A rule is a function `check_x(context) -> list[Finding]`. To add one, write it in the module of its subject and name
it in the `RULES` of that module; a test finds a rule that was forgotten there.
"""

from planner.checkup import (
    budget,
    clashes,
    deadlines,
    headcounts,
    openpoints,
    participants,
    people,
    phases,
    records,
    schedule,
    schooldays,
    volunteers,
)
from planner.checkup.clashes import clashes_by_item, find_clashes
from planner.checkup.context import Context, Rule, apply_rules
from planner.checkup.readiness import Readiness, list_prepared
from planner.findings import Finding, Severity

__all__ = [
    "RULES",
    "Context",
    "Readiness",
    "Rule",
    "apply_rules",
    "check_plan",
    "clashes_by_item",
    "find_clashes",
    "readiness",
]

RULES: tuple[Rule, ...] = (
    *openpoints.RULES,
    *clashes.RULES,
    *phases.RULES,
    *people.RULES,
    *participants.RULES,
    *volunteers.RULES,
    *headcounts.RULES,
    *schedule.RULES,
    *schooldays.RULES,
    *deadlines.RULES,
    *records.RULES,
    *budget.RULES,
)


def check_plan(context: Context, rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """All findings, what must be mended first, then what asks for a reason, then advice.

    Errors are few: what nothing can be approved without, a person in two places, an event that ends before it starts.
    """
    return sorted(apply_rules(rules, context), key=lambda finding: finding.severity.rank)


def readiness(context: Context) -> Readiness:
    """What is prepared and what is left: errors are `must`, the rest `may`."""
    found, prepared = check_plan(context), list_prepared(context)
    return Readiness(
        done=tuple(name for name, is_there in prepared.items() if is_there),
        total=len(prepared),
        must=tuple(f for f in found if f.severity is Severity.ERROR),
        may=tuple(f for f in found if f.severity is not Severity.ERROR),
    )
