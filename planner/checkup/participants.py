"""The roster against the plan. What is found counts children and never names one: a plan is read by many."""

from planner.checkup.context import Context, Rule
from planner.enums import GroupSide
from planner.findings import Finding, Severity

_PLACE = "participants"


def check_roster_count(context: Context) -> list[Finding]:
    """As many children on the roster as the plan expects; a roster that nobody has begun is no fault."""
    listed, planned = context.people.count, context.dossier.head_count(GroupSide.CHILD)
    if not listed or planned is None or listed == planned:
        return []
    words = f"花名册上有 {listed} 人，方案里参加对象是 {planned} 人。"
    return [Finding("roster-differs", Severity.WARNING, words, _PLACE)]


def check_guardians(context: Context) -> list[Finding]:
    """Every guardian on the roster can be called."""
    mute = sum(not participant.phone.strip() for participant in context.people.participants)
    if not mute:
        return []
    return [Finding("guardians-without-phone", Severity.WARNING, f"花名册上 {mute} 人没有监护人电话。", _PLACE)]


RULES: tuple[Rule, ...] = (check_roster_count, check_guardians)
