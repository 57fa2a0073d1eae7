"""Purchases as they are looked through for one that was cut into pieces, with or without an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budgets.credit_code import normalise_credit_code
from budgets.money import Money
from budgets.payment import Payment
from budgets.sellers import read_seller, seller_key


class Origin(StrEnum):
    """Where a purchase was entered; which event or unit it was is for those to see who may."""

    HERE = ""
    UNIT = "本单位别的活动"
    ELSEWHERE = "别的单位"


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was bought of whom, when, and for how much. `is_cash` None is not known.

    `unit` says who bought it, where the purchases of several are looked through.
    """

    seller: str
    amount: Money
    day: date
    tax_number: str = ""
    code: str = ""
    number: str = ""
    handler: str = ""
    is_cash: bool | None = None
    origin: Origin = Origin.HERE
    ref: str = ""
    unit: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """What it shares with others of the same seller: its tax number, its name; who paid where neither is known."""
        found = {normalise_credit_code(self.tax_number), seller_key(self.seller)} - {""}
        if not found and self.handler:
            found = {f"经办 {self.unit} {seller_key(self.handler)}"}
        return frozenset(found)

    @property
    def shorter_keys(self) -> frozenset[str]:
        """What it would share with others of the same seller that leave out where it is."""
        return read_seller(self.seller).shorter_keys

    @property
    def identity(self) -> tuple[str, str]:
        """What no two invoices share; the place of a purchase without one."""
        return (self.code, self.number) if self.number else ("", self.ref)


def purchase_of_payment(payment: Payment, ref: str, origin: Origin = Origin.HERE) -> Purchase | None:
    """The purchase of a payment, with or without an invoice; None while neither says when."""
    invoice = payment.invoice
    day = (invoice.issued_on if invoice else None) or payment.paid_on
    if day is None:
        return None
    return Purchase(
        seller=(invoice.seller if invoice else "") or payment.payee,
        amount=payment.amount,
        day=day,
        tax_number=invoice.seller_tax_number if invoice else "",
        code=invoice.code if invoice else "",
        number=invoice.number if invoice else "",
        handler=payment.handler,
        is_cash=("现金" in payment.method or "垫付" in payment.method) if payment.method else None,
        origin=origin,
        ref=ref,
    )
