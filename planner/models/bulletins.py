"""Newsletters (简报): the red head of a unit, and which number of which year an event has."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class BulletinHead(Base):
    """What stands on every newsletter of a unit: its name, who edits it, to whom it goes."""

    __tablename__ = "bulletin_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str] = mapped_column(String(20))
    publisher: Mapped[str] = mapped_column(String(60))
    sent_to: Mapped[str] = mapped_column(String(120), default="")
    copied_to: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[str] = mapped_column(String(40), default="")
    edited_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


class BulletinIssue(Base):
    """The number that an event's newsletter has in its unit in a year; no other event of the unit has it."""

    __tablename__ = "bulletin_issue"
    __table_args__ = (UniqueConstraint("organisation_id", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    year: Mapped[int]
    number: Mapped[int]
    issued_on: Mapped[date] = mapped_column(Date)
    issued_by: Mapped[str] = mapped_column(String(40))
