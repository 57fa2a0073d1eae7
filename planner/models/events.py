"""The event: the aggregate that nearly everything else belongs to."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Date, ForeignKey, Index, String, Text, func, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from planner import clock
from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import Base
from planner.models.changes import AggregateChange
from planner.models.columns import Choice, DayText, Moment
from planner.models.identity import DatabaseIdentity
from planner.models.indexes import special_index
from planner.models.organisations import Organisation
from planner.models.users import User
from planner.nouns import Aggregate

# The change numbers that are counted beside the event; loaded together, on demand.
CHANGES = "changes"
# What decides whether somebody may read an event: at the end of an index it spares them the look at the event itself.
_SEEN = ("status", "organisation_id", "deleted_at")
_UNDATED = text("first_date IS NULL")
_SETTLED_DRAFT = text("status = 'draft' AND settled_at IS NOT NULL")


def _change_number(event_id: Any, aggregate: Aggregate) -> ColumnElement[int]:
    """The change number of an aggregate, 0 while nothing of it was ever changed."""
    counted = select(AggregateChange.number).where(
        AggregateChange.event_id == event_id, AggregateChange.aggregate == aggregate.value
    )
    return func.coalesce(counted.correlate_except(AggregateChange).scalar_subquery(), 0)


def _identity() -> ColumnElement[str]:
    """What the database itself is, "" where that was never said."""
    return func.coalesce(select(DatabaseIdentity.value).scalar_subquery(), "")


class Event(Base):
    """One event as one record.

    `version` locks its facts against lost updates. `change_number` rises with every change of its plan,
    `money_number`, `people_number`, `report_number` and `photos_number` with those of its money, its people, its report
    and its photos: caches and
    ETags go by them. `identity` is that of the database, so that no ETag fits an event of another one, or of one that
    was put back from a copy.
    `first_date`/`last_date` repeat the days where their year is known. Data of children is kept until `retain_until`,
    without it for as long as the installation says (`services.retention`); `children_erased_at` is when it last went.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_organisation_first", "organisation_id", "first_date"),
        Index("ix_event_organisation_updated", "organisation_id", "updated_at"),
        Index("ix_event_organisation_status", "organisation_id", "status", "deleted_at"),
        special_index("ix_event_settled_draft", "organisation_id", where=_SETTLED_DRAFT),
        # For those who read the events of many units, and so walk along an order: see `queries.reach`.
        Index("ix_event_first", "first_date", "id", *_SEEN),
        Index("ix_event_last", "last_date", "first_date", "id", *_SEEN),
        special_index("ix_event_status_first", "status", "first_date", "id", include=_SEEN[1:]),
        special_index("ix_event_undated", "updated_at", "id", *_SEEN, where=_UNDATED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(24))
    status: Mapped[EventStatus] = mapped_column(Choice(EventStatus), default=EventStatus.DRAFT)
    theme: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[Day | None] = mapped_column(DayText)
    ends_on: Mapped[Day | None] = mapped_column(DayText)
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    transport: Mapped[str] = mapped_column(String(400), default="")
    stated_total: Mapped[int | None]
    signed_on: Mapped[Day | None] = mapped_column(DayText)
    first_date: Mapped[date | None]
    last_date: Mapped[date | None]
    head_total: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    change_number: Mapped[int] = mapped_column(default=1)
    reopened_because: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    is_sample: Mapped[bool] = mapped_column(default=False)
    retain_until: Mapped[date | None] = mapped_column(Date)
    children_erased_at: Mapped[datetime | None] = mapped_column(Moment)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    money_number: Mapped[int] = column_property(_change_number(id, Aggregate.MONEY), deferred=True, group=CHANGES)
    people_number: Mapped[int] = column_property(_change_number(id, Aggregate.PEOPLE), deferred=True, group=CHANGES)
    report_number: Mapped[int] = column_property(_change_number(id, Aggregate.REPORT), deferred=True, group=CHANGES)
    photos_number: Mapped[int] = column_property(_change_number(id, Aggregate.PHOTOS), deferred=True, group=CHANGES)

    identity: Mapped[str] = column_property(_identity(), deferred=True, group=CHANGES)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def heads(self) -> int | None:
        """The number of persons to plan for, as `Dossier.heads`: counted where groups are given, else stated."""
        return self.stated_total if self.head_total is None else self.head_total
