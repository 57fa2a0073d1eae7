"""Rules of a settlement: over-runs explained, advances closed, goods accounted for, duties kept apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from budgets.checks.invoices import check_invoices
from budgets.checks.means import advances_are_closed, advances_are_vouched_for, sources_suffice
from budgets.checks.payments import amounts_are_plausible, days_have_come
from budgets.checks.splits import purchases_are_whole
from budgets.eventfacts import EventFacts
from budgets.findings import (
    WHOLE,
    Finding,
    Severity,
    donation_address,
    expense_address,
    line_address,
)
from budgets.money import Money
from budgets.persons import is_same_person
from budgets.policy import Policy
from budgets.quantity import format_quantity
from budgets.settlement import LineResult, Settlement

EVIDENCE = ("方案批准", "签到", "签收", "照片", "发票", "验收", "支付记录")
EVIDENCE_RULE = "决算材料：方案批准、签到、签收、照片、发票、验收、支付记录"
DUTIES_LAW = "会计法第二十五条"
DONATION_LAW = "慈善法第三十八条"
METHOD_RULE = "决算要求：每笔支出写明付款方式"
APPROVAL_RULE = "单位制度：先批后办"
VOUCHER_LAW = "发票管理办法第十九条"

SettlementCheck = Callable[[Settlement, EventFacts], list[Finding]]


def variances_are_explained(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """An over- or under-run beyond the share of the policy has a reason."""
    limit = context.policy.variance_share
    findings = []
    for result in settlement.lines():
        gap = result.difference
        share = result.share
        if not gap or result.reason or (share is not None and abs(share) <= limit):
            continue
        findings.append(_variance(result, gap, context))
    return findings


def _variance(result: LineResult, gap: Money, context: EventFacts) -> Finding:
    over = gap.fen > 0
    share = f"（{abs(result.share) * 100:.1f}%）" if result.share is not None else ""
    sentence = f"{result.line.name} {'超' if over else '低于'}预算 {abs(gap).plain()} 元{share}，请写明原因。"
    code, severity = ("overrun-unexplained", Severity.WARNING) if over else ("underrun-unexplained", Severity.HINT)
    return Finding(code, severity, sentence, line_address(result.line.key), context.policy.citation)


def expenses_have_lines(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Money is spent on what was planned, and on what had a known amount."""
    findings = [
        Finding(
            "expense-unplanned",
            Severity.ERROR,
            f"{expense.name} {expense.amount.plain()} 元不在预算里，先补批预算再列支。",
            expense_address(expense.key),
            context.policy.citation,
        )
        for expense in settlement.unplanned
    ]
    for result in settlement.lines():
        if result.planned is None and result.expenses:
            sentence = f"{result.line.name} 花了 {result.actual.plain()} 元，预算里没有金额，先补上预算。"
            where = line_address(result.line.key)
            findings.append(Finding("plan-unknown", Severity.ERROR, sentence, where, context.policy.citation))
    return findings


def expenses_have_invoices(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Every expense has its invoice, and both name the same amount."""
    findings = []
    for expense in settlement.expenses:
        invoice, where = expense.invoice, expense_address(expense.key)
        if invoice is None:
            sentence = f"{expense.name} {expense.amount.plain()} 元没有发票，补上或写明为什么没有。"
            findings.append(Finding("invoice-missing", Severity.WARNING, sentence, where, VOUCHER_LAW))
        elif not invoice.agrees_with(expense.amount):
            face = (invoice.face_amount or Money.zero()).plain()
            sentence = f"{expense.name} 付了 {expense.amount.plain()} 元，{invoice.label} 是 {face} 元，对不上。"
            findings.append(Finding("invoice-amount-differs", Severity.ERROR, sentence, where, VOUCHER_LAW))
    return findings


def invoices_are_sound(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """All rules of invoices, each finding at the expense of the invoice."""
    invoices = [
        replace(expense.invoice, ref=expense_address(expense.key))
        for expense in settlement.expenses
        if expense.invoice is not None
    ]
    return check_invoices(invoices, context)


def duties_are_apart(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Who handles an expense neither verifies nor reviews it."""
    findings = []
    for expense in settlement.expenses:
        handler = expense.handler.strip()
        others = (("验收", expense.verifier), ("审核", expense.reviewer))
        roles = [role for role, person in others if is_same_person(handler, person)]
        if roles:
            sentence = f"{expense.name} 的经办和{'、'.join(roles)}都是 {handler}，要换一个人{'、'.join(roles)}。"
            findings.append(
                Finding("duties-not-apart", Severity.ERROR, sentence, expense_address(expense.key), DUTIES_LAW)
            )
    return findings


def cash_within_limit(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Above the limit is paid by transfer."""
    limit = context.policy.cash_limit
    return [
        Finding(
            "cash-over-limit",
            context.policy.severity,
            f"{expense.name} 付现金 {expense.amount.plain()} 元，超过 {limit.plain()} 元，应转账。",
            expense_address(expense.key),
            context.policy.citation,
        )
        for expense in settlement.expenses
        if limit is not None and "现金" in expense.method and expense.amount > limit
    ]


def methods_are_said(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Every expense says how it was paid, or no rule of cash can tell; asked once, at the first that doesn't."""
    silent = [expense for expense in settlement.expenses if not expense.method and expense.amount]
    if not silent:
        return []
    first, count = silent[0], len(silent)
    who = f"{first.name} {first.amount.plain()} 元" if count == 1 else f"{first.name} 等 {count} 笔支出"
    sentence = f"{who}没有写付款方式，办决算前补上。"
    return [Finding("method-unknown", Severity.WARNING, sentence, expense_address(first.key), METHOD_RULE)]


def payments_follow_approval(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Nothing is paid before the plan was approved, and nothing at all without an approval."""
    if context.is_approved is False:
        return _unapproved(settlement)
    approved_on = context.approved_on
    return [
        Finding(
            "paid-before-approval",
            Severity.ERROR,
            f"{expense.name} 是 {expense.paid_on} 付的，早于批准的 {approved_on}，写明原因并补批。",
            expense_address(expense.key),
            APPROVAL_RULE,
        )
        for expense in settlement.expenses
        if approved_on and expense.paid_on and expense.paid_on < approved_on
    ]


def _unapproved(settlement: Settlement) -> list[Finding]:
    count = len(settlement.expenses)
    if not count:
        return []
    sentence = f"方案没有批准记录，已经付了 {count} 笔，共 {settlement.spent.plain()} 元；先批后办，补批或传批件。"
    return [Finding("approval-missing", Severity.ERROR, sentence, WHOLE, APPROVAL_RULE)]


def donations_balance(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """Donated goods in = given out + in stock."""
    findings = []
    for donation in settlement.donations:
        if not donation.missing:
            continue
        count = [
            f"{format_quantity(value)}{donation.unit}"
            for value in (donation.received, donation.given_out, donation.stock, abs(donation.missing))
        ]
        word = "少" if donation.missing > 0 else "多"
        sentence = f"{donation.item} 收到 {count[0]}，发放 {count[1]}，库存 {count[2]}，{word} {count[3]}。"
        where = donation_address(donation.key)
        findings.append(Finding("donation-unbalanced", Severity.ERROR, sentence, where, DONATION_LAW))
    return findings


def settled_in_time(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """A settlement follows the event within the days of the policy."""
    if context.ends_on is None or context.today is None:
        return []
    due = context.ends_on + timedelta(days=context.policy.settle_days)
    if context.today <= due:
        return []
    sentence = f"决算应在 {due} 前办完，已逾期 {(context.today - due).days} 天。"
    return [Finding("settlement-late", Severity.WARNING, sentence, WHOLE, context.policy.citation)]


def missing_evidence(have: frozenset[str]) -> tuple[str, ...]:
    """The papers of the evidence set that are not at hand, in their order."""
    return tuple(name for name in EVIDENCE if name not in have)


def evidence_is_complete(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """The evidence set is complete."""
    missing = () if context.evidence is None else missing_evidence(context.evidence)
    if not missing:
        return []
    sentence = f"决算材料还差 {len(missing)} 样：{'、'.join(missing)}。"
    return [Finding("evidence-missing", Severity.WARNING, sentence, WHOLE, EVIDENCE_RULE)]


SETTLEMENT_CHECKS: tuple[SettlementCheck, ...] = (
    expenses_have_lines,
    variances_are_explained,
    expenses_have_invoices,
    invoices_are_sound,
    purchases_are_whole,
    days_have_come,
    amounts_are_plausible,
    duties_are_apart,
    cash_within_limit,
    methods_are_said,
    payments_follow_approval,
    advances_are_closed,
    advances_are_vouched_for,
    donations_balance,
    sources_suffice,
    settled_in_time,
    evidence_is_complete,
)


def check_settlement(settlement: Settlement, context: EventFacts, policy: Policy | None = None) -> list[Finding]:
    """All findings of a settlement; `policy` takes the place of the one in the context."""
    full = context if policy is None else replace(context, policy=policy)
    return [finding for check in SETTLEMENT_CHECKS for finding in check(settlement, full)]
