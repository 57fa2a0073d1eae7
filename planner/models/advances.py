"""Money lent to somebody for an event."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner.extensions import Base
from planner.models.columns import Fen
from planner.models.namedpersons import NamesPersons
from planner.models.row import RowMixin


class Advance(NamesPersons, RowMixin, Base):
    """Money lent to somebody: settled by vouchers (`spent`) or paid back (`returned`), the rest is open."""

    __tablename__ = "advance"
    noun = "advances"
    PERSONS = ("person",)

    person: Mapped[str] = mapped_column(String(40))
    lent: Mapped[Money] = mapped_column(Fen)
    lent_on: Mapped[date | None] = mapped_column(Date)
    spent: Mapped[Money | None] = mapped_column(Fen)
    returned: Mapped[Money | None] = mapped_column(Fen)
    remark: Mapped[str] = mapped_column(String(200), default="")
