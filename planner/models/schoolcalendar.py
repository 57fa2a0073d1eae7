"""The calendar of a school: files that were taken in, the days that stood in them, the drafts made of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.schooldays import SchoolDayKind


class SchoolCalendar(Base):
    """What was taken in at once, to be taken back at once."""

    __tablename__ = "school_calendar"
    __table_args__ = (Index("ix_school_calendar_organisation_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    added_by: Mapped[str] = mapped_column(String(40))
    added_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


class SchoolDay(Base):
    """Something in the calendar of a unit, from its first day to its last."""

    __tablename__ = "school_day"
    __table_args__ = (
        Index("ix_school_day_organisation_id", "organisation_id", "last", "first"),
        Index("ix_school_day_calendar_id", "calendar_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    calendar_id: Mapped[int] = mapped_column(ForeignKey("school_calendar.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[SchoolDayKind] = mapped_column(Choice(SchoolDayKind))
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)


class CalendarDraft(Base):
    """An event that was drafted with a calendar, and its change number then: it goes with it while it is that."""

    __tablename__ = "calendar_draft"
    __table_args__ = (Index("ix_calendar_draft_calendar_id", "calendar_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    calendar_id: Mapped[int] = mapped_column(ForeignKey("school_calendar.id", ondelete="CASCADE"))
    change_number: Mapped[int]
