"""The register of invoices: which expense each pays in a whole tree of units, and who tried to pay it once more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner import clock
from planner.extensions import Base
from planner.models.columns import Fen, Moment

_OF_EXPENSE = "expense.id"


class InvoiceEntry(Base):
    """An invoice that an expense pays. `root_id` is the topmost unit: no number stands twice below it (财会〔2020〕6号
    art. 5).

    Deleted expenses and those of deleted events have none, nor have older doubles that came in before the register.
    """

    __tablename__ = "invoice_entry"
    __table_args__ = (UniqueConstraint("root_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str] = mapped_column(String(40))
    expense_id: Mapped[int] = mapped_column(ForeignKey(_OF_EXPENSE, ondelete="CASCADE"), unique=True)


class InvoiceClash(Base):
    """An invoice of the register that another unit wanted to pay as well, and was refused.

    `expense_id` is what had paid it; once that has another `number`, or is gone, nothing clashes any more. It is shown
    to finance above both until somebody there closes it (`closed_at`, `closed_by`).
    """

    __tablename__ = "invoice_clash"
    __table_args__ = (UniqueConstraint("event_id", "expense_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    expense_id: Mapped[int] = mapped_column(ForeignKey(_OF_EXPENSE, ondelete="CASCADE"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(40))
    purpose: Mapped[str] = mapped_column(String(120), default="")
    amount: Mapped[Money | None] = mapped_column(Fen)
    tried_by: Mapped[str] = mapped_column(String(40))
    tried_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    closed_by: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
