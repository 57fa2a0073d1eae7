"""Rules of what the money came from: sources suffice, advances are closed and stand on expenses that name them."""

from __future__ import annotations

from datetime import timedelta

from budgets.accounts import Position
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, advance_address
from budgets.settlement import Settlement


def advances_are_closed(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """An advance is settled or paid back in time; what the borrower laid out is refunded."""
    findings = []
    limit = context.policy.advance_days
    for advance in settlement.open_advances:
        where, rest = advance_address(advance.key), advance.open
        if rest.fen < 0:
            sentence = f"{advance.person} 多垫了 {abs(rest).plain()} 元，应补付。"
            findings.append(Finding("advance-owed", Severity.WARNING, sentence, where, context.policy.citation))
            continue
        late = advance.lent_on and context.today and context.today - advance.lent_on > timedelta(days=limit)
        sentence = f"{advance.person} 借款 {advance.lent.plain()} 元，还有 {rest.plain()} 元没有报销或归还"
        sentence += f"，已超过 {limit} 天。" if late else "。"
        severity = Severity.ERROR if late else Severity.WARNING
        findings.append(Finding("advance-open", severity, sentence, where, context.policy.citation))
    return findings


def advances_are_vouched_for(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """What is settled of an advance is in the accounts: expenses name it."""
    return [
        Finding(
            "advance-unproven",
            Severity.ERROR,
            f"{advance.person} 的借款写着已报销 {advance.spent.plain()} 元，"
            f"其中 {advance.unproven.plain()} 元没有支出写明冲它。",
            advance_address(advance.key),
            context.policy.citation,
        )
        for advance in settlement.advances
        if advance.unproven
    ]


def sources_suffice(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """What is left of a source goes back to it; what is short is still to be covered, what is laid out still to come.

    While no receipt is registered, what was promised is all that spending can be held against.
    """
    judged = (_judge_source(name, account) for name, account in settlement.accounts().items())
    return [
        Finding(code, severity, sentence, WHOLE, context.policy.citation)
        for code, severity, sentence in filter(None, judged)
    ]


def _judge_source(name: str, account: Position) -> tuple[str, Severity, str] | None:
    """Code, gravity and sentence; None where nothing is to be said."""
    spent, rest = account.spent.plain(), account.rest.plain()
    promised = f"{name} 答应给{f' {account.promised.known.plain()} 元' if account.promised.is_known else '多少待定'}"
    received = f"到账 {account.received.plain()} 元"
    if account.spent > account.cover:
        short = account.spent - account.cover
        means = f"{name} {received}" if account.is_registered else promised
        return "money-short", Severity.ERROR, f"{means}，支出 {spent} 元，还差 {short.plain()} 元。"
    if not account.is_registered or not account.left:
        return None
    if account.is_laid_out:
        sentence = f"{promised}，{received}，支出 {spent} 元，还垫着 {rest} 元。"
        return "money-laid-out", Severity.WARNING, sentence
    return "money-left", Severity.HINT, f"{name} 结余 {rest} 元，退回或按规定结转。"
