"""The album of an event's photos as a PDF: asked for, made by a job, kept until the photos are others."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class PhotoBook(Base):
    """The one album of an event. `sha256` is its file, "" while it is being made; `tag` says of which photos, with
    which words, it was made: it is handed out only while these are the same.
    """

    __tablename__ = "photo_book"
    __table_args__ = (Index("ix_photo_book_sha256", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    tag: Mapped[str] = mapped_column(String(64), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    count: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    made_at: Mapped[datetime | None] = mapped_column(Moment)
