"""Service hours of volunteers: what was corrected, approved and judged, and what is asked about it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment, Secret


class ServiceHours(Base):
    """What one sign-up counts, in minutes, once somebody has settled it: until then it is proposed by the rule.

    It counts once it is approved, and says where and what it was as it was approved: shifts may be moved or deleted
    later. `corrected` says that the minutes are not those that the rule proposes.
    """

    __tablename__ = "service_hours"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), unique=True)
    day: Mapped[date]
    content: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    minutes: Mapped[int]
    corrected: Mapped[bool] = mapped_column(default=False)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_by: Mapped[str] = mapped_column(String(40), default="")


class HoursCorrection(Base):
    """A change of the minutes of a sign-up: who, when, from what to what, and why."""

    __tablename__ = "hours_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"))
    before: Mapped[int | None]
    after: Mapped[int]
    because: Mapped[str] = mapped_column(Secret)
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


class HoursRequest(Base):
    """A volunteer asks that their record be corrected (民政部令第67号 art. 13); it waits until it is answered."""

    __tablename__ = "hours_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Secret)
    asked_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    answer: Mapped[str] = mapped_column(Secret, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str] = mapped_column(String(40), default="")


class ServiceEvaluation(Base):
    """How the service of a volunteer at an event was judged (art. 10): stars from 1 to 5, words, or both."""

    __tablename__ = "service_evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), unique=True)
    stars: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(Secret, default="")
    given_on: Mapped[date]
    given_by: Mapped[str] = mapped_column(String(40))


class ExcludedService(Base):
    """A post, or one sign-up, whose work is no voluntary service (art. 19): it gives no hours, for a reason."""

    __tablename__ = "excluded_service"
    __table_args__ = (Index("ix_excluded_service_event", "event_id", "post", "sign_up_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    post: Mapped[str] = mapped_column(String(24), default="", server_default=text("''"))
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"))
    because: Mapped[str] = mapped_column(Secret)
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
