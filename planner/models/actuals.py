"""What people said of an event after it: of each place of its plan, and of the whole."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.actualkinds import Outcome
from planner.extensions import Base
from planner.models.columns import Choice, DecimalText, Moment


class Actual(Base):
    """What was said of one place of the plan, as `planner.report.Actual`; whoever changes it has seen `version`."""

    __tablename__ = "actual"
    __table_args__ = (UniqueConstraint("event_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(60))
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    number: Mapped[Decimal | None] = mapped_column(DecimalText)
    is_unsaid: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(String(200), default="")
    said_by: Mapped[str] = mapped_column(String(40), default="")
    said_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    version: Mapped[int] = mapped_column(default=1)


class EventImpression(Base):
    """What went well and badly, words with 、 between them, and a sentence."""

    __tablename__ = "impression"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    well: Mapped[str] = mapped_column(String(80), default="")
    badly: Mapped[str] = mapped_column(String(80), default="")
    sentence: Mapped[str] = mapped_column(String(200), default="")
    said_by: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)
