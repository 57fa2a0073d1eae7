"""A thing to bring or to buy."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.columns import DecimalText
from planner.models.row import RowMixin


class Supply(RowMixin, Base):
    """A thing to bring or to buy."""

    __tablename__ = "supply"
    noun = "supplies"

    name: Mapped[str] = mapped_column(String(80))
    spec: Mapped[str] = mapped_column(String(120), default="")
    quantity: Mapped[Decimal | None] = mapped_column(DecimalText)
    loose: Mapped[bool] = mapped_column(default=False)
    unit: Mapped[str] = mapped_column(String(20), default="")
    duty: Mapped[str] = mapped_column(String(24), default="")
    remark: Mapped[str] = mapped_column(String(400), default="")
