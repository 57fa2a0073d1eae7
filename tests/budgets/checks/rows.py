"""Short ways to write lines and to read findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from budgets import Budget, EventFacts, Finding, Invoice, Line, Money, Payment, Settlement
from budgets.checks.splits import purchases_are_whole


def line(category: str, item: str, price: int | None = None, count: Any = None, unit: str = "", **more: Any) -> Line:
    """A line with the price in yuan; `times` and `stated` (yuan) as plain numbers."""
    stated = more.pop("stated", None)
    times = more.pop("times", None)
    return Line(
        more.pop("key", "k"),
        category,
        item,
        None if price is None else Money(price * 100),
        None if count is None else Decimal(str(count)),
        unit,
        None if times is None else Decimal(str(times)),
        stated=None if stated is None else Money(stated * 100),
        **more,
    )


def run(
    check: Callable[[Budget, EventFacts], list[Finding]], *lines: Line, context: EventFacts | None = None, **budget: Any
) -> list[tuple[str, str]]:
    """Code and sentence of what the check finds."""
    found = check(Budget(lines, **budget), context or EventFacts())
    assert all(finding.source and finding.where.startswith("budget") for finding in found)
    return [(finding.code, finding.sentence) for finding in found]


def find_split_invoices(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """What is said of payments with these invoices, all of them in cash."""
    payments = (
        Payment(str(at), invoice.face_amount or Money(0), payee=invoice.seller, method="现金", invoice=invoice)
        for at, invoice in enumerate(invoices)
    )
    return purchases_are_whole(Settlement(Budget(), tuple(payments)), context)
