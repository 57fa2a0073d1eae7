"""Goods or cash given to persons, signed for by each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner.extensions import Base
from planner.models.columns import DecimalText, Fen
from planner.models.namedpersons import NamesPersons
from planner.models.row import RowMixin


class Handout(NamesPersons, RowMixin, Base):
    """One hand-out: to each of `people` a quantity of an item, or an amount of cash."""

    __tablename__ = "handout"
    noun = "handouts"
    PERSONS = ("handler", "witness")

    item: Mapped[str] = mapped_column(String(80))
    each: Mapped[Decimal | None] = mapped_column(DecimalText)
    unit: Mapped[str] = mapped_column(String(20), default="")
    cash: Mapped[Money | None] = mapped_column(Fen)
    people: Mapped[int]
    donated: Mapped[bool] = mapped_column(default=False)
    handed_on: Mapped[date | None] = mapped_column(Date)
    handler: Mapped[str] = mapped_column(String(40), default="")
    witness: Mapped[str] = mapped_column(String(40), default="")
    remark: Mapped[str] = mapped_column(String(200), default="")
