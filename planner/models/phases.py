"""A stretch of days with an owner."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner.days import Day
from planner.extensions import Base
from planner.models.columns import DayText
from planner.models.row import RowMixin


class Phase(RowMixin, Base):
    """A stretch of days with an owner."""

    __tablename__ = "phase"
    noun = "phases"

    name: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[Day | None] = mapped_column(DayText)
    ends_on: Mapped[Day | None] = mapped_column(DayText)
    owner: Mapped[str] = mapped_column(String(60), default="")
    detail: Mapped[str] = mapped_column(Text, default="")
