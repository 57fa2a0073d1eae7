"""What happened to children on the way, sealed at rest."""

from __future__ import annotations

from datetime import time

from sqlalchemy.orm import Mapped, mapped_column

from planner.days import Day
from planner.extensions import Base
from planner.models.columns import DayText, Secret
from planner.models.row import RowMixin


class Incident(RowMixin, Base):
    """Something that happened; it may tell of a child's health."""

    __tablename__ = "incident"
    noun = "incidents"

    what: Mapped[str] = mapped_column(Secret)
    day: Mapped[Day | None] = mapped_column(DayText)
    at: Mapped[time | None]
    told_guardian: Mapped[bool] = mapped_column(default=False)
