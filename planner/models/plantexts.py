"""Whole plans that were pasted or dropped and wait to become events."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment, Secret
from planner.models.row import new_key


class PlanText(Base):
    """A text of somebody's, seen by nobody else, kept until it is an event or its owner throws it away.

    `name` is that of the file it came in, `decided` what was said of its proposals
    (`planner.intake.proposals.decisions`). All of it is sealed: children may be named in it.
    """

    __tablename__ = "plan_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), default=new_key, unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kept_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    name: Mapped[str] = mapped_column(Secret, default="")
    text: Mapped[str] = mapped_column(Secret)
    decided: Mapped[str] = mapped_column(Secret, default="")
