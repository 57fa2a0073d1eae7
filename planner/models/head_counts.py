"""How many persons of one group take part."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.enums import GroupSide
from planner.extensions import Base
from planner.models.columns import Choice
from planner.models.row import RowMixin


class HeadCount(RowMixin, Base):
    """How many persons of one group take part."""

    __tablename__ = "head_count"
    noun = "head_counts"

    group: Mapped[str] = mapped_column(String(60))
    count: Mapped[int | None]
    side: Mapped[GroupSide] = mapped_column(Choice(GroupSide), default=GroupSide.CHILD)
    remark: Mapped[str] = mapped_column(String(200), default="")
