"""One line of the budget; its arithmetic is `budgets.Line`."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner.extensions import Base
from planner.models.columns import DecimalText, Fen
from planner.models.row import RowMixin


class BudgetLine(RowMixin, Base):
    """One line of the budget; its arithmetic is `budgets.Line`."""

    __tablename__ = "budget_line"

    category: Mapped[str] = mapped_column(String(40), default="")
    item: Mapped[str] = mapped_column(String(120))
    unit_price: Mapped[Money | None] = mapped_column(Fen)
    quantity: Mapped[Decimal | None] = mapped_column(DecimalText)
    unit: Mapped[str] = mapped_column(String(20), default="")
    times: Mapped[Decimal | None] = mapped_column(DecimalText)
    times_unit: Mapped[str] = mapped_column(String(20), default="")
    source: Mapped[str] = mapped_column(String(60), default="")
    basis: Mapped[str] = mapped_column(String(400), default="")
    stated: Mapped[Money | None] = mapped_column(Fen)
