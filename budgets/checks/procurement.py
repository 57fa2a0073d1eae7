"""Rules of buying: what may not be bought, quotations, contracts, powers, fees paid to persons."""

from __future__ import annotations

import re

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.forbidden import find_forbidden
from budgets.line import Line
from budgets.money import Money
from budgets.topics import Topic, topics_of

TAX_RULE = "个人所得税法：劳务报酬所得"
CASH_RULE = "单位制度：现金发放要有签领表，尽量转账"

_TO_PERSONS = re.compile("误餐|差旅|补助|补贴|津贴|奖学金")


def no_forbidden_goods(budget: Budget, context: EventFacts) -> list[Finding]:
    """Nothing is bought that the unit forbids."""
    words = context.policy.forbidden_words
    findings = []
    for line in budget.lines:
        found = find_forbidden(words, f"{line.category} {line.item} {line.unit}".strip())
        if not found:
            continue
        sentence = f"{line.name} 里有“{found}”，不得列支，应删去或换成别的物品。"
        where = line_address(line.key)
        findings.append(Finding("goods-forbidden", Severity.ERROR, sentence, where, context.policy.citation))
    return findings


def quotes_are_kept(budget: Budget, context: EventFacts) -> list[Finding]:
    """A line from the limit upward has its quotations."""
    limit, wanted = context.policy.quotes_from, context.policy.quotes
    findings = []
    for line, amount in _from(budget, limit):
        have = context.quotes.get(line.key, 0)
        if have >= wanted:
            continue
        sentence = f"{line.name} {amount.plain()} 元，要有 {wanted} 家报价，现有 {have} 家。"
        where = line_address(line.key)
        findings.append(Finding("quotes-missing", Severity.WARNING, sentence, where, context.policy.citation))
    return findings


def contracts_are_signed(budget: Budget, context: EventFacts) -> list[Finding]:
    """A line from the limit upward has a contract."""
    return [
        Finding(
            "contract-missing",
            Severity.WARNING,
            f"{line.name} {amount.plain()} 元，要签合同并附上。",
            line_address(line.key),
            context.policy.citation,
        )
        for line, amount in _from(budget, context.policy.contract_from)
        if line.key not in context.contracts
    ]


def _from(budget: Budget, limit: Money | None) -> list[tuple[Line, Money]]:
    """Lines that buy something for an amount from the limit upward."""
    if limit is None:
        return []
    known = ((line, line.amount) for line in budget.lines)
    return [(line, amount) for line, amount in known if amount is not None and amount >= limit and _is_bought(line)]


def _is_bought(line: Line) -> bool:
    """Whether a seller gets the money: a reserve buys nothing yet, and nobody bids for what is paid to persons."""
    return topics_of(line).isdisjoint(_NOT_BOUGHT) and not _TO_PERSONS.search(line.item)


def approver_has_power(budget: Budget, context: EventFacts) -> list[Finding]:
    """Who approved may approve so much."""
    policy, total = context.policy, budget.total
    names = [level.approver for level in policy.approval_levels]
    needed = policy.level_of(total.known)
    if not context.approved_by or needed is None:
        return []
    if context.approved_by in names and names.index(context.approved_by) >= needed:
        return []
    sentence = f"合计 {total.format()}，应由{names[needed]}审批，现在是{context.approved_by}。"
    return [Finding("approver-too-low", policy.severity, sentence, WHOLE, policy.citation)]


def labour_is_taxed(budget: Budget, context: EventFacts) -> list[Finding]:
    """A fee to a person above the free amount says who declares the tax."""
    limit = context.policy.labour_tax_from
    if limit is None:
        return []
    findings = []
    for line in budget.lines:
        fee = _fee(line)
        if fee is None or fee <= limit or "税" in line.basis or topics_of(line).isdisjoint(_FEES):
            continue
        sentence = f"{line.name} 每人 {fee.plain()} 元，超过 {limit.plain()} 元，要代扣个人所得税，在依据里写明。"
        findings.append(Finding("labour-untaxed", Severity.WARNING, sentence, line_address(line.key), TAX_RULE))
    return findings


_FEES = frozenset((Topic.LABOUR, Topic.LECTURE))
_NOT_BOUGHT = _FEES | {Topic.CASH_GIFT, Topic.RESERVE}
_PERSONS = frozenset("人 名 位 人次 工日 人天 人日 工".split())


def _fee(line: Line) -> Money | None:
    """What one person is paid, as far as the line tells: for all times where the quantity counts heads, else all."""
    if line.unit.strip() not in _PERSONS or line.unit_price is None:
        return line.amount
    return line.unit_price.times(*(() if line.times is None else (line.times,)))


def cash_gifts_are_signed(budget: Budget, context: EventFacts) -> list[Finding]:
    """Money given by hand needs a sheet signed by who got it."""
    return [
        Finding(
            "cash-gift",
            Severity.HINT,
            f"{line.name} 发的是钱，尽量转账；发现金的，由本人或监护人在签领表上签字。",
            line_address(line.key),
            CASH_RULE,
        )
        for line in budget.lines
        if Topic.CASH_GIFT in topics_of(line)
    ]
