"""One payment, as a settlement holds it against the budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from budgets.invoice import Invoice
from budgets.money import Money


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; `line_key` is the budget line it belongs to, empty when it belongs to none."""

    key: str
    amount: Money
    line_key: str = ""
    payee: str = ""
    paid_on: date | None = None
    method: str = ""
    handler: str = ""
    verifier: str = ""
    reviewer: str = ""
    source: str = ""
    purpose: str = ""
    invoice: Invoice | None = None

    @property
    def name(self) -> str:
        """What a sentence calls it: what it was for, else who was paid."""
        return self.purpose.strip() or self.payee.strip() or "一笔支出"
