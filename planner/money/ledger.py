"""The ledger: the money and goods of an event after the plan, as plain data. Settlement and its papers take one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from budgets import (
    Budget,
    Invoice,
    InvoiceError,
    Loan,
    Money,
    Payment,
    Settlement,
    parse_invoice_number,
)
from budgets.persons import names_in
from planner.enums import InvoiceKind, PaymentMethod, VoucherKind
from planner.filetypes import DAMAGED_MIME
from planner.money.charges import charge_advances, charge_donations, given_out
from planner.nouns import row_of
from planner.places import place_of

ZERO = Money(0)
# Kinds that a QR text or a printed title tells.
_CODED_KINDS = frozenset({kind.value for kind in InvoiceKind if kind.value.isdigit()} | {InvoiceKind.FISCAL.value})


@row_of("expenses")
class Expense:
    """One payment, and the invoice it rests on; `method` and `invoice_kind` are None as long as nobody said."""

    key: str
    purpose: str
    amount: Money
    line: str = ""
    payee: str = ""
    paid_on: date | None = None
    method: PaymentMethod | None = None
    handler: str = ""
    verifier: str = ""
    source: str = ""
    borrower: str = ""
    invoice_kind: InvoiceKind | None = None
    invoice_number: str = ""
    blue_number: str = ""
    invoice_amount: Money | None = None
    issued_on: date | None = None
    seller: str = ""
    seller_tax_number: str = ""
    buyer: str = ""
    buyer_tax_number: str = ""
    goods: str = ""
    has_list: bool = False
    net: Money | None = None
    tax: Money | None = None
    remark: str = ""

    @property
    def invoice(self) -> Invoice | None:
        """The invoice as `budgets` knows it; None while there is none."""
        said = self.invoice_kind if self.invoice_kind is not InvoiceKind.NONE else None
        if said is None and not self.invoice_number:
            return None
        number, code = split_number(self.invoice_number)
        kind = "" if said is None else said.value if said.value.isdigit() else said.label
        return Invoice(
            number=number,
            code=code,
            kind=kind,
            seller=self.seller or self.payee,
            seller_tax_number=self.seller_tax_number,
            buyer=self.buyer,
            buyer_tax_number=self.buyer_tax_number,
            amount=self.invoice_amount,
            net=self.net,
            tax=self.tax,
            issued_on=self.issued_on,
            goods=self.goods,
            has_list=self.has_list,
            blue=self.blue_number,
            ref=place_of("expenses", self.key),
        )

    def as_payment(self, reviewer: str = "") -> Payment:
        """The expense as `budgets` knows it."""
        return Payment(
            key=self.key,
            amount=self.amount,
            line_key=self.line,
            payee=self.payee,
            paid_on=self.paid_on,
            method=self.method.label if self.method else "",
            handler=self.handler,
            verifier=self.verifier,
            reviewer=reviewer,
            source=self.source,
            purpose=self.purpose,
            invoice=self.invoice,
        )


@row_of("incomes")
class Income:
    """Money that a source really paid."""

    key: str
    source: str
    amount: Money
    received_on: date | None = None
    remark: str = ""


@row_of("advances")
class Advance:
    """Money lent to somebody for the event."""

    key: str
    person: str
    lent: Money
    lent_on: date | None = None
    spent: Money | None = None
    returned: Money | None = None
    remark: str = ""

    def as_loan(self, vouched: Money | None = None) -> Loan:
        """The advance as `budgets` knows it; `vouched` is what the expenses that name it come to."""
        return Loan(
            key=self.key,
            person=self.person,
            lent=self.lent,
            lent_on=self.lent_on,
            spent=self.spent or ZERO,
            returned=self.returned or ZERO,
            vouched=vouched,
        )

    @property
    def open(self) -> Money:
        """What is neither spent with vouchers nor paid back."""
        return self.as_loan().open


@row_of("donations")
class Donation:
    """Goods given to the event."""

    key: str
    item: str
    donor: str = ""
    received: Decimal = Decimal(0)
    unit: str = ""
    stock: Decimal | None = None
    received_on: date | None = None
    remark: str = ""


@row_of("handouts")
class Handout:
    """One hand-out: to each of `people` a quantity of an item, or an amount of cash."""

    key: str
    item: str
    each: Decimal | None = None
    unit: str = ""
    cash: Money | None = None
    people: int = 0
    donated: bool = False
    handed_on: date | None = None
    handler: str = ""
    witness: str = ""
    remark: str = ""

    @property
    def quantity(self) -> Decimal | None:
        """How much of the item is handed out altogether."""
        return None if self.each is None else self.each * self.people

    @property
    def total(self) -> Money | None:
        """How much cash is handed out altogether."""
        return None if self.cash is None else self.cash * self.people


@row_of("vouchers")
class Voucher:
    """A kept file, without its bytes; `about` is the place it belongs to."""

    key: str
    kind: VoucherKind
    about: str
    filename: str
    sha256: str
    mime: str
    size: int
    uploaded_at: datetime
    edited_by: str = ""
    names_children: bool = False
    pages: int | None = None

    @property
    def page_count(self) -> int | None:
        """How many pages it has; None where nobody has counted them or they can't be told."""
        return self.pages or None

    @property
    def is_proof(self) -> bool:
        """Whether there is a file that can be read: an erased one has no bytes any more, a damaged one says nothing."""
        return bool(self.sha256) and self.mime != DAMAGED_MIME


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of it for one event. `reasons` explains over- and under-runs by line key."""

    expenses: tuple[Expense, ...] = ()
    incomes: tuple[Income, ...] = ()
    advances: tuple[Advance, ...] = ()
    donations: tuple[Donation, ...] = ()
    handouts: tuple[Handout, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Mapping[str, tuple[Any, ...]], *, reasons: Mapping[str, str]) -> Ledger:
        """The ledger of these rows by noun; `more` holds those of nouns that have no field."""
        own = {name: rows[name] for name in cls.__dataclass_fields__ if name in rows}
        more = {name: found for name, found in rows.items() if found and name not in own}
        return cls(**own, reasons=reasons, more=more)

    @property
    def spent(self) -> Money:
        """The sum of all expenses."""
        return Money.sum(expense.amount for expense in self.expenses)

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is named as handling, verifying or getting something, as `budgets.persons` spells them."""
        typed = [name for expense in self.expenses for name in (expense.handler, expense.verifier)]
        typed += [name for handout in self.handouts for name in (handout.handler, handout.witness)]
        typed += [advance.person for advance in self.advances]
        return frozenset().union(*map(names_in, typed))

    def vouchers_of(self, about: str, kind: VoucherKind | None = None) -> tuple[Voucher, ...]:
        """The files that belong to a place, of one kind or of all."""
        return tuple(v for v in self.vouchers if v.about == about and kind in (None, v.kind))

    def proofs(self, *kinds: VoucherKind, about: str | None = None) -> tuple[Voucher, ...]:
        """The files that prove something: of these kinds or of all, of a place or of the whole event."""
        kept = (v for v in self.vouchers if v.is_proof and about in (None, v.about))
        return tuple(v for v in kept if not kinds or v.kind in kinds)

    def given_out(self, item: str) -> Decimal:
        """How much of a donated item was handed out."""
        return given_out(self.handouts, item)

    def settlement(self, budget: Budget, reviewer: str = "") -> Settlement:
        """What was spent against a budget. A donation whose stock was not counted holds what is left of it."""
        received: dict[str, Money] = {}
        for income in self.incomes:
            received[income.source] = received.get(income.source, ZERO) + income.amount
        return Settlement(
            budget=budget,
            expenses=tuple(expense.as_payment(reviewer) for expense in self.expenses),
            received=received,
            advances=charge_advances(self.advances, self.expenses),
            donations=charge_donations(self.donations, self.handouts),
            reasons=self.reasons,
        )


def split_number(text: str) -> tuple[str, str]:
    """Number and code of an invoice as it is kept; what can't be read is all number."""
    try:
        identity = parse_invoice_number(text)
    except InvoiceError:
        return text, ""
    return identity.number, identity.code


def kind_of_invoice(invoice: Invoice) -> InvoiceKind:
    """The kind of an invoice as its code says it, or else its number."""
    if invoice.is_red:
        return InvoiceKind.RED
    return InvoiceKind(invoice.kind if invoice.kind in _CODED_KINDS else invoice.identity.kind)
