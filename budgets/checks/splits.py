"""A purchase cut into invoices that each stay just under a limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity
from budgets.invoice import Invoice
from budgets.money import Money
from budgets.policy import Policy


def no_split_purchases(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """Purchases from one seller on one or the next day, or with numbers in a row, each just under a limit."""
    limits = {limit for limit in (context.policy.cash_limit, context.policy.quotes_from) if limit}
    by_seller: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in {invoice.key or str(at): invoice for at, invoice in enumerate(invoices)}.values():
        if invoice.seller_key and invoice.issued_on:
            by_seller[invoice.seller_key].append(invoice)
    return [
        finding
        for group in by_seller.values()
        for limit in sorted(limits)
        for finding in _splits(group, limit, context.policy)
    ]


def _splits(group: list[Invoice], limit: Money, policy: Policy) -> list[Finding]:
    least = limit.times(policy.near_limit_share)
    near = [
        (invoice.issued_on, invoice)
        for invoice in group
        if invoice.issued_on and (amount := invoice.face_amount) and least <= amount < limit
    ]
    near.sort(key=lambda entry: (entry[0], entry[1].key))
    runs: list[list[Invoice]] = []
    last = None
    for day, invoice in near:
        if last and (day - last[0] <= timedelta(days=1) or _follows(last[1], invoice)):
            runs[-1].append(invoice)
        else:
            runs.append([invoice])
        last = (day, invoice)
    return [_split_finding(run, limit, policy) for run in runs if len(run) > 1]


def _follows(first: Invoice, second: Invoice) -> bool:
    """Whether the second was the next out of the same book of invoices."""
    if first.code != second.code or not (first.number.isdecimal() and second.number.isdecimal()):
        return False
    return int(second.number) - int(first.number) == 1


def _split_finding(run: list[Invoice], limit: Money, policy: Policy) -> Finding:
    total = Money.sum(invoice.face_amount or Money.zero() for invoice in run)
    sentence = (
        f"{run[0].seller or run[0].seller_tax_number} 在 {run[0].issued_on} 到 {run[-1].issued_on} 开了 {len(run)} 张"
        f"接近 {limit.plain()} 元的发票，合计 {total.plain()} 元，像是拆开买的，写明原因。"
    )
    return Finding("purchase-split", Severity.WARNING, sentence, run[-1].ref, policy.citation)
