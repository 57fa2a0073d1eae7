"""The activity log: who changed what of an event, when, from what to what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment, Secret

# What the log says of whoever was shown children, and changed nothing.
READING = "查看"


class Activity(Base):
    """One entry; `actor` keeps the name even when the account is gone.

    Nothing of a child is written here, no phone into the subject; what else was typed before and after is sealed.
    """

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_event_at", "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    actor: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    verb: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(200))
    where: Mapped[str] = mapped_column(String(60), default="")
    before: Mapped[str] = mapped_column(Secret, default="")
    after: Mapped[str] = mapped_column(Secret, default="")
