"""What somebody says of a line of the budget."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.enums import RemarkKind
from planner.extensions import Base
from planner.models.columns import Choice, Moment


class LineRemark(Base):
    """What somebody says of a line of the budget, or of the whole when `line` is empty."""

    __tablename__ = "line_remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    line: Mapped[str] = mapped_column(String(24), default="")
    kind: Mapped[RemarkKind] = mapped_column(Choice(RemarkKind))
    text: Mapped[str] = mapped_column(String(400))
    author: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
