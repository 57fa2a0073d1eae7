"""What a line must say before anybody can check it."""

from __future__ import annotations

from budgets.budget import Budget, is_reserve
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.line import Line

RULE = "预算编制要求：每项写明类别、项目、单价、数量、单位和小计"


def has_lines(budget: Budget, context: EventFacts) -> list[Finding]:
    """A budget has lines; a total without any is a lump."""
    if budget.lines:
        return []
    if budget.stated_total is None:
        sentence = "预算还没有明细，一项一行写出单价和数量。"
        return [Finding("budget-empty", Severity.WARNING, sentence, WHOLE, RULE)]
    sentence = f"合计写了 {budget.stated_total.plain()} 元，没有一行明细，应逐项写出单价和数量。"
    return [Finding("total-without-lines", Severity.ERROR, sentence, WHOLE, RULE)]


def lines_are_named(budget: Budget, context: EventFacts) -> list[Finding]:
    """Every line says what it is for: category, item and the unit of its quantity."""
    findings = []
    for at, line in enumerate(budget.lines, 1):
        where = line_address(line.key)
        if not line.item.strip():
            sentence = f"第 {at} 行（{line.category.strip() or '未分类'}）没有写项目，应写明买什么、做什么。"
            findings.append(Finding("item-missing", Severity.ERROR, sentence, where, RULE))
        if not line.category.strip():
            sentence = f"{_of(line, at)}没有写类别，应归到交通费、餐费等一类。"
            findings.append(Finding("category-missing", Severity.WARNING, sentence, where, RULE))
        if line.quantity is not None and not line.unit.strip():
            sentence = f"{_of(line, at)}的数量 {line.working} 没有写单位，应写明是人、份还是箱。"
            findings.append(Finding("unit-missing", Severity.HINT, sentence, where, RULE))
    return findings


def _of(line: Line, at: int) -> str:
    return line.item.strip() or f"第 {at} 行"


def amounts_are_known(budget: Budget, context: EventFacts) -> list[Finding]:
    """No amount is blank; a blank keeps the total from being known."""
    findings = [
        Finding("amount-unknown", Severity.ERROR, _missing(line), line_address(line.key), RULE)
        for line in budget.lines
        if line.amount is None
    ]
    if findings and budget.stated_total is not None:
        stated = budget.stated_total.plain()
        sentence = f"合计写了 {stated} 元，有 {len(findings)} 项没有金额，看不出怎么算出来的。"
        findings.append(Finding("total-without-lines", Severity.ERROR, sentence, WHOLE, RULE))
    return findings


def _missing(line: Line) -> str:
    if line.unit_price is None and line.quantity is None:
        return f"{line.name} 没有金额，应写单价和数量。"
    if line.unit_price is None:
        return f"{line.name} {line.working} 没有单价，算不出金额。"
    return f"{line.name} 单价 {line.unit_price.plain()} 元，没有数量，算不出金额。"


def lumps_are_itemised(budget: Budget, context: EventFacts) -> list[Finding]:
    """An amount comes from a price and a quantity; only a reserve may be a lump."""
    findings = []
    for line in budget.lines:
        if line.stated is None or line.computed is not None or is_reserve(line):
            continue
        sentence = f"{line.name} 只有一个总数 {line.stated.plain()} 元，应拆成单价和数量。"
        findings.append(Finding("lump-sum", Severity.ERROR, sentence, line_address(line.key), RULE))
    return findings


def times_are_known(budget: Budget, context: EventFacts) -> list[Finding]:
    """A line that names days, meals or nights says how many."""
    return [
        Finding(
            "times-unknown",
            Severity.WARNING,
            f"{line.name} 写了按{line.times_unit.strip()}算，没有写几{line.times_unit.strip()}，先按 1 算。",
            line_address(line.key),
            RULE,
        )
        for line in budget.lines
        if line.times is None and line.times_unit.strip() and line.computed is not None
    ]
