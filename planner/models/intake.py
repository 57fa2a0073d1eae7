"""Tables that wait to be added to a list, and what the columns of a unit's tables were said to mean."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Keys, Moment, Secret
from planner.models.row import new_key


class IntakeBatch(Base):
    """One table on its way into a list, kept until all of it is in or somebody throws it away.

    `name` is what it came as (a file's name), `tables` its tables as they were read, `decided` what people said of
    them since (`planner.intake.batches`). All of it is sealed, whatever the noun: nobody knows what stands in a table.
    `row_keys` are the rows that came out of it last, so that they can be taken back as one.
    """

    __tablename__ = "intake_batch"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        Index("ix_intake_batch_event_noun", "event_id", "noun"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), default=new_key)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    noun: Mapped[str] = mapped_column(String(24))
    kept_by: Mapped[str] = mapped_column(String(40))
    kept_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    added_at: Mapped[datetime | None] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(Secret, default="")
    tables: Mapped[str] = mapped_column(Secret)
    decided: Mapped[str] = mapped_column(Secret, default="")
    lines_left: Mapped[int] = mapped_column(default=0)
    row_keys: Mapped[tuple[str, ...]] = mapped_column(Keys, default=())


class KnownHeading(Base):
    """What a heading means in a unit's tables of a noun; an empty `field` is a column not used."""

    __tablename__ = "known_heading"
    __table_args__ = (UniqueConstraint("organisation_id", "noun", "heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    noun: Mapped[str] = mapped_column(String(24))
    heading: Mapped[str] = mapped_column(String(80))
    field: Mapped[str] = mapped_column(String(40), default="")
    said_by: Mapped[str] = mapped_column(String(40))
    said_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
