"""One line of the schedule."""

from __future__ import annotations

from datetime import time

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner.days import Day
from planner.enums import ItemKind
from planner.extensions import Base
from planner.models.columns import Choice, DayText, Keys
from planner.models.row import RowMixin


class ScheduleItem(RowMixin, Base):
    """One line of the schedule."""

    __tablename__ = "schedule_item"
    noun = "schedule"

    title: Mapped[str] = mapped_column(String(120))
    day: Mapped[Day | None] = mapped_column(DayText)
    start: Mapped[time | None]
    end: Mapped[time | None]
    detail: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[ItemKind] = mapped_column(Choice(ItemKind), default=ItemKind.STUDY)
    duties: Mapped[tuple[str, ...]] = mapped_column(Keys, default=())
