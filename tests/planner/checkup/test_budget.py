"""The rules of budgets within the check-up of a plan."""

from dataclasses import replace

from budgets import Line, Money
from planner.checkup import Context, apply_rules, budget
from planner.findings import Finding, Severity
from planner.samples import load_sample

TOUR = load_sample("hometown_tour")


def _said(findings: list[Finding], severity: Severity | None = None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in findings if severity in (None, f.severity)]


def test_budget_findings_never_block_a_plan() -> None:
    lines = (Line("a", "餐费", "午餐", stated=Money(100000)), Line("b", "餐费", "晚餐"), Line("c", "餐费", "早餐"))

    found = apply_rules(budget.RULES, Context(replace(TOUR, budget=lines)))

    assert Severity.ERROR not in {f.severity for f in found}
    assert ("amount-unknown", "2 项预算没有金额：晚餐、早餐。", "budget") in _said(found)


def test_budget_of_the_complete_plan_is_in_order() -> None:
    assert apply_rules(budget.RULES, Context(TOUR)) == []
