"""One line of the safety list."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.days import Day
from planner.enums import SafetyPhase
from planner.extensions import Base
from planner.models.columns import Choice, DayText
from planner.models.row import RowMixin


class SafetyCheck(RowMixin, Base):
    """One line of the safety list."""

    __tablename__ = "safety_check"
    noun = "safety"

    item: Mapped[str] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(60), default="")
    phase: Mapped[SafetyPhase] = mapped_column(Choice(SafetyPhase), default=SafetyPhase.BEFORE)
    required: Mapped[bool] = mapped_column(default=False)
    done_by: Mapped[str] = mapped_column(String(40), default="")
    done_on: Mapped[Day | None] = mapped_column(DayText)
