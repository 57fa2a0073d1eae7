"""Something that was counted beside the plan."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.actualkinds import MediaLevel, TallyKind
from planner.extensions import Base
from planner.models.columns import Choice
from planner.models.row import RowMixin


class TallyEntry(RowMixin, Base):
    """Visits, calls, pairs, reports of media: how many of them."""

    __tablename__ = "tally"
    noun = "tallies"

    kind: Mapped[TallyKind] = mapped_column(Choice(TallyKind))
    number: Mapped[int]
    level: Mapped[MediaLevel | None] = mapped_column(Choice(MediaLevel))
    remark: Mapped[str] = mapped_column(String(200), default="")
