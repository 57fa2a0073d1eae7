"""Invoices that somebody dropped and nobody has entered yet: the file, and what was read of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner import clock
from planner.enums import InvoiceKind
from planner.extensions import Base
from planner.intakestates import IntakeState
from planner.models.columns import Choice, Fen, Moment


class DroppedInvoice(Base):
    """One invoice in a file that waits to be entered by whoever dropped it; gone once it is entered or put away.

    `sentence` says why nothing was read, or what is doubtful; `evidence` which readers gave the values. A file with
    several invoices is as many rows, each with `several` of them.
    """

    __tablename__ = "invoice_intake"
    __table_args__ = (Index("ix_invoice_intake_event_user", "event_id", "user_id"),)
    noun: ClassVar[str] = "invoices"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    dropped_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    state: Mapped[IntakeState] = mapped_column(Choice(IntakeState), default=IntakeState.WAITING)
    sentence: Mapped[str] = mapped_column(String(400), default="")
    several: Mapped[int] = mapped_column(default=1)
    evidence: Mapped[str] = mapped_column(String(80), default="")
    invoice_kind: Mapped[InvoiceKind | None] = mapped_column(Choice(InvoiceKind))
    invoice_number: Mapped[str] = mapped_column(String(40), default="")
    blue_number: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(120), default="")
    amount: Mapped[Money | None] = mapped_column(Fen)
    net: Mapped[Money | None] = mapped_column(Fen)
    tax: Mapped[Money | None] = mapped_column(Fen)
    issued_on: Mapped[date | None] = mapped_column(Date)
    seller: Mapped[str] = mapped_column(String(120), default="")
    seller_tax_number: Mapped[str] = mapped_column(String(20), default="")
    buyer: Mapped[str] = mapped_column(String(120), default="")
    buyer_tax_number: Mapped[str] = mapped_column(String(20), default="")
    goods: Mapped[str] = mapped_column(String(200), default="")
    remark: Mapped[str] = mapped_column(String(400), default="")
