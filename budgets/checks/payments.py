"""Payments that look mistyped: a day that has not come, nothing paid, the number of an invoice as an amount."""

from __future__ import annotations

from datetime import timedelta

from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity, expense_address
from budgets.money import Money
from budgets.payment import Payment
from budgets.settlement import Settlement

RULE = "会计基础工作规范：记账要以实际发生的支付为准"
A_YEAR = timedelta(days=300)
MANY_TIMES = 10
HUGE = Money(10**9 * 100)


def days_have_come(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Nothing is paid on a day that is still to come, nor a year before the event: mostly the year is mistyped."""
    findings = []
    for payment in settlement.expenses:
        day, where = payment.paid_on, expense_address(payment.key)
        if day is None:
            continue
        if context.today and day > context.today:
            year = "，多半写错了年份" if day - context.today >= A_YEAR else ""
            sentence = f"{payment.name} 的付款日期 {day} 还没有到{year}，请核对。"
            findings.append(Finding("payment-in-future", Severity.WARNING, sentence, where, RULE))
        elif context.starts_on and context.starts_on - day >= A_YEAR:
            sentence = f"{payment.name} 的付款日期 {day} 比活动早 {(context.starts_on - day).days} 天，请核对年份。"
            findings.append(Finding("payment-long-ago", Severity.WARNING, sentence, where, RULE))
    return findings


def amounts_are_plausible(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Something was paid, and not many times what the whole event may cost."""
    findings = []
    plan = settlement.budget.total.exact
    most = HUGE if not plan else min(HUGE, plan * MANY_TIMES)
    for payment in settlement.expenses:
        where = expense_address(payment.key)
        if not payment.amount:
            sentence = f"{payment.name} 是 0.00 元；没有付钱的不用记，记错的改成实付的数。"
            findings.append(Finding("payment-zero", Severity.WARNING, sentence, where, RULE))
        elif payment.amount > most:
            sentence = (
                f"{payment.name} 是 {payment.amount.plain()} 元，{_against(payment, plan)}，像是把号码填进了金额。"
            )
            findings.append(Finding("payment-huge", Severity.WARNING, sentence, where, RULE))
    return findings


def _against(payment: Payment, plan: Money | None) -> str:
    digits = len(str(payment.amount.fen // 100))
    return f"整数有 {digits} 位" if not plan else f"是整个预算的 {payment.amount.fen // plan.fen} 倍"
