"""Where the money comes from: sources against expenses, and what parents pay."""

from __future__ import annotations

import re

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address

RULE = "预算编制要求：资金来源之和等于支出之和"
PARENT_RULE = "教基一〔2016〕8号：公益性，收费公开、不得营利"

_PARENTS = re.compile("家长|学生缴费|学生自费|学生交|参加费|报名费")


def sources_cover_expenses(budget: Budget, context: EventFacts) -> list[Finding]:
    """The promised sources add up to the planned expenses, neither more nor less."""
    if not budget.sources:
        return []
    unknown = [source.name for source in budget.sources if source.amount is None]
    if unknown:
        sentence = f"资金来源 {'、'.join(unknown)} 没有金额，应写明出多少。"
        return [Finding("source-unknown", Severity.WARNING, sentence, WHOLE, RULE)]
    total, funding = budget.total.exact, budget.funding.known
    if total is None or total == funding:
        return []
    word = "少" if funding < total else "多"
    sentence = (
        f"资金来源合计 {funding.plain()} 元，支出合计 {total.plain()} 元，{word} {abs(total - funding).plain()} 元。"
    )
    return [Finding("funding-differs", Severity.ERROR, sentence, WHOLE, RULE)]


def lines_fit_sources(budget: Budget, context: EventFacts) -> list[Finding]:
    """No source pays more than it promised."""
    findings = []
    groups = budget.by_source()
    for source in budget.sources:
        group = groups.get(source.name.strip())
        if group is None or source.amount is None or group.total.known <= source.amount:
            continue
        drawn, over = group.total.known, group.total.known - source.amount
        sentence = (
            f"{source.name} 只有 {source.amount.plain()} 元，"
            f"列在它名下的支出 {drawn.plain()} 元，超 {over.plain()} 元。"
        )
        findings.append(Finding("source-overdrawn", Severity.ERROR, sentence, WHOLE, RULE))
    return findings


def lines_name_sources(budget: Budget, context: EventFacts) -> list[Finding]:
    """Lines that name a source name one that exists; where some name one, all do."""
    named = {source.name.strip() for source in budget.sources}
    without = [line for line in budget.lines if not line.source.strip()]
    findings = []
    if 0 < len(without) < len(budget.lines):
        sentence = f"{len(without)} 项没有写资金来源，第一项是 {without[0].name}。"
        findings.append(Finding("source-missing", Severity.HINT, sentence, line_address(without[0].key), RULE))
    for line in budget.lines:
        if not named or not line.source.strip() or line.source.strip() in named:
            continue
        sentence = f"{line.name} 写由 {line.source.strip()} 出，资金来源里只有 {'、'.join(sorted(named))}。"
        findings.append(Finding("source-not-listed", Severity.WARNING, sentence, line_address(line.key), RULE))
    return findings


def parents_pay_itemised(budget: Budget, context: EventFacts) -> list[Finding]:
    """What parents pay for is itemised line by line, made public, and refunded by a rule."""
    findings = []
    theirs = [line for line in budget.lines if _PARENTS.search(line.source)]
    for line in theirs:
        if line.stated is None or line.computed is not None:
            continue
        sentence = f"{line.name} 由家长交费，只有总数 {line.stated.plain()} 元，应拆成单价和数量再公示。"
        where = line_address(line.key)
        findings.append(Finding("parents-pay-lump", Severity.ERROR, sentence, where, PARENT_RULE))
    if theirs or any(_PARENTS.search(source.name) for source in budget.sources):
        sentence = "有家长交费的项目，收费标准和退费办法要事先公示，结余退给家长。"
        findings.append(Finding("parents-pay-notice", Severity.HINT, sentence, WHOLE, PARENT_RULE))
    return findings
