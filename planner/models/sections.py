"""A chapter of the plan."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner.enums import SectionSource
from planner.extensions import Base
from planner.models.columns import Choice
from planner.models.row import RowMixin


class PlanSection(RowMixin, Base):
    """A chapter of the plan."""

    __tablename__ = "plan_section"
    noun = "sections"

    heading: Mapped[str] = mapped_column(String(60))
    source: Mapped[SectionSource] = mapped_column(Choice(SectionSource), default=SectionSource.TEXT)
    text: Mapped[str] = mapped_column(Text, default="")
    guidance: Mapped[str] = mapped_column(Text, default="")
