"""Whether what is written down is what comes out: products, the total, the total in words."""

from __future__ import annotations

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.money import Money, MoneyError

RULE = "预算编制要求：单价×数量（×次数）等于小计，小计之和等于合计"
WORDS_RULE = "会计基础工作规范：大写与小写金额必须一致"


def products_agree(budget: Budget, context: EventFacts) -> list[Finding]:
    """Unit price × quantity × times is the amount that stands there."""
    findings = []
    for line in budget.lines:
        computed = line.computed
        if line.stated is None or computed is None or line.stated == computed:
            continue
        sentence = f"{line.name} {line.working} 应为 {computed.plain()} 元，写的是 {line.stated.plain()} 元。"
        findings.append(Finding("product-differs", Severity.ERROR, sentence, line_address(line.key), RULE))
    return findings


def total_agrees(budget: Budget, context: EventFacts) -> list[Finding]:
    """The lines add up to the total that stands there."""
    total, stated = budget.total.exact, budget.stated_total
    if total is None or stated is None or stated == total or not budget.lines:
        return []
    gap = (stated - total).signed()
    sentence = f"合计应为 {total.plain()} 元，写的是 {stated.plain()} 元，相差 {gap} 元。"
    return [Finding("total-differs", Severity.ERROR, sentence, WHOLE, RULE)]


def words_agree(budget: Budget, context: EventFacts) -> list[Finding]:
    """The total in capital numerals is the total in figures."""
    figures = budget.total.exact if budget.stated_total is None else budget.stated_total
    if not budget.stated_words.strip() or figures is None:
        return []
    try:
        written = Money.from_words(budget.stated_words)
    except MoneyError as error:
        return [Finding("words-unreadable", Severity.ERROR, str(error), WHOLE, WORDS_RULE)]
    if written == figures:
        return []
    sentence = f"大写应为“{figures.words()}”，写的是“{budget.stated_words.strip()}”（{written.plain()} 元）。"
    return [Finding("words-differ", Severity.ERROR, sentence, WHOLE, WORDS_RULE)]


def amounts_are_positive(budget: Budget, context: EventFacts) -> list[Finding]:
    """A planned expense is above zero; a refund or a sponsor belongs to the sources."""
    findings = []
    for line in budget.lines:
        amount = line.amount
        if amount is None or amount.fen > 0:
            continue
        where = line_address(line.key)
        if amount.fen < 0:
            sentence = f"{line.name} 是 {amount.plain()} 元，支出应是正数；收入写到资金来源里。"
            findings.append(Finding("amount-negative", Severity.ERROR, sentence, where, RULE))
        else:
            sentence = f"{line.name} 是 0.00 元；不花钱的可以删去，或在依据里写明由谁提供。"
            findings.append(Finding("amount-zero", Severity.HINT, sentence, where, RULE))
    return findings
