"""One payment, with the invoice it rests on; its arithmetic is `budgets.Payment` and `budgets.Invoice`."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

from sqlalchemy import Date, String, event, text
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from budgets.sellers import read_seller
from planner.enums import InvoiceKind, PaymentMethod
from planner.extensions import Base
from planner.models.columns import Choice, Fen
from planner.models.namedpersons import NamesPersons
from planner.models.row import RowMixin


class Expense(NamesPersons, RowMixin, Base):
    """One payment. `line` is the key of its budget line, `invoice_number` what no two invoices share.

    How it was paid (`method`) and what it rests on (`invoice_kind`) are None as long as nobody said. `borrower` names
    the person whose advance it was paid from. A red invoice, whose amounts are negative, takes back the one of
    `blue_number`. `seller_mark` finds what was bought of one seller, however it was spelled; `trade_mark` finds it by
    its name without any place, which it has where its name begins with one.
    """

    __tablename__ = "expense"
    noun = "expenses"
    PERSONS = ("handler", "verifier")

    purpose: Mapped[str] = mapped_column(String(120))
    amount: Mapped[Money] = mapped_column(Fen)
    line: Mapped[str] = mapped_column(String(24), default="")
    payee: Mapped[str] = mapped_column(String(120), default="")
    paid_on: Mapped[date | None] = mapped_column(Date)
    method: Mapped[PaymentMethod | None] = mapped_column(Choice(PaymentMethod))
    handler: Mapped[str] = mapped_column(String(40), default="")
    verifier: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str] = mapped_column(String(60), default="")
    borrower: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    invoice_kind: Mapped[InvoiceKind | None] = mapped_column(Choice(InvoiceKind))
    invoice_number: Mapped[str] = mapped_column(String(40), default="", index=True)
    blue_number: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    invoice_amount: Mapped[Money | None] = mapped_column(Fen)
    issued_on: Mapped[date | None] = mapped_column(Date)
    seller: Mapped[str] = mapped_column(String(120), default="")
    seller_tax_number: Mapped[str] = mapped_column(String(20), default="", index=True)
    seller_mark: Mapped[str] = mapped_column(String(24), default="", server_default=text("''"), index=True)
    trade_mark: Mapped[str] = mapped_column(String(24), default="", server_default=text("''"), index=True)
    buyer: Mapped[str] = mapped_column(String(120), default="")
    buyer_tax_number: Mapped[str] = mapped_column(String(20), default="")
    goods: Mapped[str] = mapped_column(String(200), default="")
    has_list: Mapped[bool] = mapped_column(default=False)
    net: Mapped[Money | None] = mapped_column(Fen)
    tax: Mapped[Money | None] = mapped_column(Fen)
    remark: Mapped[str] = mapped_column(String(400), default="")


class SellerMarks(NamedTuple):
    """What finds a seller in the database, in no words that would have to be erased; empty where there is nothing."""

    whole: str
    trade: str


def mark_seller(name: str) -> SellerMarks:
    """The marks of a seller: what its spellings share, and what it trades as where its name begins with a place."""
    seller = read_seller(name)
    is_placed = seller.trade in seller.shorter_keys
    return SellerMarks(mark_key(seller.key), mark_key(seller.trade) if is_placed else "")


def mark_key(key: str) -> str:
    """The mark of a key of a seller."""
    return hashlib.blake2b(key.encode(), digest_size=12).hexdigest() if key else ""


@event.listens_for(Expense, "before_insert")
@event.listens_for(Expense, "before_update")
def _keep_marks(mapper: object, connection: object, row: Expense) -> None:
    row.seller_mark, row.trade_mark = mark_seller(row.seller or row.payee or "")
