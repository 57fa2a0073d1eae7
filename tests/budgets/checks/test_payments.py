"""Payments that look mistyped draw a remark of their own."""

from datetime import date

import pytest

from budgets import Budget, EventFacts, Line, Money, Payment, Settlement, Severity
from budgets.checks.payments import amounts_are_plausible, days_have_come

CONTEXT = EventFacts(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 1), today=date(2026, 6, 5))
PLAN = Budget((Line("bus", "交通费", "大巴", stated=Money(1_000_00)),))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 5), []),
        (date(2026, 6, 6), ["大巴 的付款日期 2026-06-06 还没有到，请核对。"]),
        (date(2027, 6, 3), ["大巴 的付款日期 2027-06-03 还没有到，多半写错了年份，请核对。"]),
        (date(2025, 6, 3), ["大巴 的付款日期 2025-06-03 比活动早 363 天，请核对年份。"]),
        (date(2025, 12, 1), []),
        (None, []),
    ],
)
def test_day_of_a_payment_has_come(day: date | None, said: list[str]) -> None:
    settlement = Settlement(PLAN, (Payment("1", Money(5), purpose="大巴", paid_on=day),))

    found = days_have_come(settlement, CONTEXT)

    assert [finding.sentence for finding in found] == said
    assert {(finding.severity, finding.where) for finding in found} <= {(Severity.WARNING, "expenses/1")}


@pytest.mark.parametrize(
    ("plan", "fen", "said"),
    [
        (PLAN, 0, ["大巴 是 0.00 元；没有付钱的不用记，记错的改成实付的数。"]),
        (PLAN, 1, []),
        (PLAN, 10_000_00, []),
        (PLAN, 10_000_01, ["大巴 是 10,000.01 元，是整个预算的 10 倍，像是把号码填进了金额。"]),
        (Budget(), 10**11, []),
        (
            Budget(),
            12345678901234567_00,
            ["大巴 是 12,345,678,901,234,567.00 元，整数有 17 位，像是把号码填进了金额。"],
        ),
    ],
)
def test_amount_of_a_payment_is_plausible(plan: Budget, fen: int, said: list[str]) -> None:
    settlement = Settlement(plan, (Payment("1", Money(fen), purpose="大巴"),))

    assert [finding.sentence for finding in amounts_are_plausible(settlement, CONTEXT)] == said


def test_days_are_not_judged_without_a_day_to_judge_by() -> None:
    settlement = Settlement(PLAN, (Payment("1", Money(5), paid_on=date(2099, 1, 1)),))

    assert days_have_come(settlement, EventFacts()) == []
