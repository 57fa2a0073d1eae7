"""Where the money of a budget comes from."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner.extensions import Base
from planner.models.columns import Fen
from planner.models.row import RowMixin


class FundingSource(RowMixin, Base):
    """Money that is promised: from whom (财政, 自筹, 捐赠 …) and how much, if that is known."""

    __tablename__ = "funding_source"
    noun = "funding"

    name: Mapped[str] = mapped_column(String(60))
    amount: Mapped[Money | None] = mapped_column(Fen)
    remark: Mapped[str] = mapped_column(String(200), default="")
