"""An invoice as a value: what stands on it, and what tells one from another.

Which amount the QR text of a kind carries is taken from samples, so a comparison with what was paid accepts both
readings (see `Invoice.agrees_with`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.credit_code import normalise_credit_code
from budgets.invoice_number import InvoiceNumber
from budgets.money import Money
from budgets.sellers import seller_key

KINDS = {
    "01": "增值税专用发票",
    "03": "机动车销售统一发票",
    "04": "增值税普通发票",
    "08": "增值税电子专用发票",
    "10": "增值税电子普通发票",
    "11": "增值税普通发票（卷票）",
    "14": "增值税电子普通发票（通行费）",
    "15": "二手车销售统一发票",
    "31": "数电专用发票",
    "32": "数电普通发票",
    "51": "铁路电子客票",
    "61": "航空电子客票行程单",
}
"""Kinds by their code in QR texts."""

RECEIPT = "收据"
HIGHEST_TAX = Decimal("0.13")


@dataclass(frozen=True, slots=True)
class Invoice:
    """What stands on an invoice. `ref` is the address of the expense it belongs to, such as "expenses/7".

    `amount` is tax-inclusive (价税合计), `net` without tax; either may be unknown. A receipt has kind 收据. A red
    invoice (红字发票) takes back, whole or in part, the blue one whose key is `blue`; its amounts are negative.
    """

    number: str = ""
    code: str = ""
    kind: str = ""
    seller: str = ""
    seller_tax_number: str = ""
    buyer: str = ""
    buyer_tax_number: str = ""
    amount: Money | None = None
    net: Money | None = None
    tax: Money | None = None
    issued_on: date | None = None
    goods: str = ""
    has_list: bool = False
    blue: str = ""
    ref: str = ""

    @property
    def identity(self) -> InvoiceNumber:
        """Number and code as one."""
        return InvoiceNumber(self.number, self.code)

    @property
    def key(self) -> str:
        """What no two invoices share; empty while the number is not known."""
        return self.identity.key if self.number else ""

    @property
    def is_red(self) -> bool:
        """Whether it takes money back."""
        return self.face_amount is not None and self.face_amount.fen < 0

    @property
    def face_amount(self) -> Money | None:
        """The tax-inclusive amount where it is known, else the net one."""
        if self.amount is None and self.net is not None and self.tax is not None:
            return self.net + self.tax
        return self.net if self.amount is None else self.amount

    @property
    def seller_key(self) -> str:
        """What tells one seller from another: the tax number, else the name, however it is spelled."""
        return normalise_credit_code(self.seller_tax_number) or seller_key(self.seller)

    @property
    def kind_name(self) -> str:
        """The Chinese name of its kind."""
        return KINDS.get(self.kind, self.kind)

    @property
    def label(self) -> str:
        """What a sentence calls it."""
        return (
            f"{'红字' if self.is_red else ''}发票 {self.key}" if self.number else f"{self.seller or '未写销售方'}的票据"
        )

    def agrees_with(self, paid: Money) -> bool:
        """Whether the amount paid can be what the invoice is for.

        With the tax-inclusive amount known they are equal; with the net alone, paid lies between net and net plus
        the highest rate, below zero as above; with neither there is nothing to disagree with.
        """
        if self.amount is not None or (self.net is not None and self.tax is not None):
            return paid == self.face_amount
        if self.net is None:
            return True
        highest = self.net.times(1 + HIGHEST_TAX)
        return min(self.net, highest) <= paid <= max(self.net, highest)


def plain_name(name: str) -> str:
    """A name without spaces and differences of width, for comparing."""
    return "".join(unicodedata.normalize("NFKC", name).split())
