"""Feedback on an event: how it is asked for, and what was said, without who said it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.extensions import Base
from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.models.columns import Choice, Moment, Secret
from planner.models.links import Link
from planner.models.row import new_key


class FeedbackDesk(Base):
    """How an event takes feedback: by which link, and through which day, unless it `is_closed` by hand."""

    __tablename__ = "feedback_desk"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"))
    ends_on: Mapped[date]
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())

    link: Mapped[Link] = relationship(lazy="raise_on_sql")

    @property
    def takes_feedback(self) -> bool:
        """Whether somebody may say something today; a day of the future is as good as the last one."""
        return not self.is_closed and clock.today() <= self.ends_on


class Feedback(Base):
    """What one phone said of an event, for one sort of people.

    `mark_hash` tells that it was this phone, and leads to no other event. Only the day is kept, and no address: nothing
    says who it was. `quote` is what the organiser chose of the words, at its place among the quotes. What is put away
    counts no more, and goes for good with what was deleted as long ago.
    """

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("event_id", "audience", "mark_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(24), default=new_key, unique=True)
    audience: Mapped[FeedbackAudience] = mapped_column(Choice(FeedbackAudience))
    mark_hash: Mapped[str] = mapped_column(String(64))
    stars: Mapped[int]
    words: Mapped[str] = mapped_column(Secret, default="")
    drawing: Mapped[str] = mapped_column(Secret, default="")
    school_year: Mapped[SchoolYear | None] = mapped_column(Choice(SchoolYear))
    given_on: Mapped[date] = mapped_column(default=clock.today)
    quote: Mapped[str] = mapped_column(Secret, default="")
    quote_position: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    put_away_at: Mapped[datetime | None] = mapped_column(Moment)
