"""Short ways to write lines and to read findings."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from budgets import Budget, EventFacts, Finding, Line, Money


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
