"""Money that came in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner.extensions import Base
from planner.models.columns import Fen
from planner.models.row import RowMixin


class Income(RowMixin, Base):
    """Money that a source really paid."""

    __tablename__ = "income"
    noun = "incomes"

    source: Mapped[str] = mapped_column(String(60))
    amount: Mapped[Money] = mapped_column(Fen)
    received_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str] = mapped_column(String(200), default="")
