"""What is allowed but looks guessed: round figures, equal amounts, twins, a lump dressed as a line."""

from __future__ import annotations

from collections import Counter

from budgets.budget import Budget, is_reserve
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.line import Line
from budgets.money import Money
from budgets.price import UnitPrice

RULE = "审核经验：金额应由单价和数量算出"
ROUND = 100_00
MANY_ROUND = 4
MANY_EQUAL = 3
LUMP_UNITS = frozenset(("项", "批", "宗", "笔", "次"))


def no_round_numbers(budget: Budget, context: EventFacts) -> list[Finding]:
    """Four or more amounts that are all whole hundreds were hardly computed."""
    amounts = _amounts(budget)
    if len(amounts) < MANY_ROUND or any(amount.fen % ROUND for amount in amounts):
        return []
    sentence = f"{len(amounts)} 项金额全是整百，像是估的；请按报价和数量写准。"
    return [Finding("all-round", Severity.HINT, sentence, WHOLE, RULE)]


def no_equal_amounts(budget: Budget, context: EventFacts) -> list[Finding]:
    """Three or more amounts that are all the same were hardly computed."""
    amounts = _amounts(budget)
    if len(amounts) < MANY_EQUAL or len(set(amounts)) > 1:
        return []
    sentence = f"{len(amounts)} 项金额都是 {amounts[0].plain()} 元，像是平摊的；请按实际写。"
    return [Finding("all-equal", Severity.HINT, sentence, WHOLE, RULE)]


def _amounts(budget: Budget) -> list[Money]:
    known = ((line, line.amount) for line in budget.lines)
    return [amount for line, amount in known if amount and not is_reserve(line)]


def no_twin_lines(budget: Budget, context: EventFacts) -> list[Finding]:
    """No line stands twice."""
    seen = Counter(_face(line) for line in budget.lines if line.item.strip() and line.amount is not None)
    twins = {face for face, count in seen.items() if count > 1}
    findings = []
    for line in budget.lines:
        face = _face(line)
        if face not in twins:
            continue
        twins.discard(face)
        sentence = f"{line.name} {line.working} 写了 {seen[face]} 次；是重复的就删去，不是的在项目里写出区别。"
        findings.append(Finding("line-twice", Severity.WARNING, sentence, line_address(line.key), RULE))
    return findings


def _face(line: Line) -> tuple[object, ...]:
    return (line.category.strip(), line.item.strip(), line.unit_price, line.quantity, line.times, line.stated)


def no_lump_in_disguise(budget: Budget, context: EventFacts) -> list[Finding]:
    """A large line of "1 项" says in its basis what it is made of."""
    limit = context.policy.detail_from
    if limit is None:
        return []
    findings = []
    for line in budget.lines:
        price = line.unit_price
        if line.quantity != 1 or line.unit.strip() not in LUMP_UNITS or line.basis.strip() or is_reserve(line):
            continue
        if price is None or price < UnitPrice.of(limit):
            continue
        sentence = f"{line.name} 写成 {line.working}，看不出怎么算的；在依据里写明包括什么，或拆成几行。"
        findings.append(Finding("lump-in-disguise", Severity.HINT, sentence, line_address(line.key), RULE))
    return findings
