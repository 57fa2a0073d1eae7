"""Goods given to an event."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.columns import DecimalText
from planner.models.row import RowMixin


class Donation(RowMixin, Base):
    """Goods given to an event; what is handed out of them are the hand-outs of the same item marked as donated."""

    __tablename__ = "donation"
    noun = "donations"

    item: Mapped[str] = mapped_column(String(80))
    donor: Mapped[str] = mapped_column(String(80), default="")
    received: Mapped[Decimal] = mapped_column(DecimalText)
    unit: Mapped[str] = mapped_column(String(20), default="")
    stock: Mapped[Decimal | None] = mapped_column(DecimalText)
    received_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = mapped_column(String(200), default="")
