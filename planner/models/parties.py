"""An organisation that takes part in an event."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.enums import PartyRole
from planner.extensions import Base
from planner.models.columns import Choice
from planner.models.row import RowMixin


class Party(RowMixin, Base):
    """An organisation that takes part in an event."""

    __tablename__ = "party"
    noun = "parties"

    role: Mapped[PartyRole] = mapped_column(Choice(PartyRole), default=PartyRole.HOST)
    name: Mapped[str] = mapped_column(String(80), default="")
