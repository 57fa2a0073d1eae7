"""When a post is filled, and by how many."""

from __future__ import annotations

from datetime import time

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.days import Day
from planner.extensions import Base
from planner.models.columns import DayText
from planner.models.row import RowMixin


class Shift(RowMixin, Base):
    """A stretch of time of one post; `post` is its key."""

    __tablename__ = "volunteer_shift"
    noun = "shifts"

    post: Mapped[str] = mapped_column(String(24))
    label: Mapped[str] = mapped_column(String(40), default="")
    day: Mapped[Day | None] = mapped_column(DayText)
    start: Mapped[time | None]
    end: Mapped[time | None]
    places: Mapped[int] = mapped_column(default=1)
    experienced: Mapped[int | None]
