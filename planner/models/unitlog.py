"""The log of a unit: who let whom in, what they are there, who set whose password free, who changed its limits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class UnitEntry(Base):
    """One entry; `actor` keeps the name even when the account is gone."""

    __tablename__ = "unit_entry"
    __table_args__ = (Index("ix_unit_entry_organisation_id_id", "organisation_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    actor: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    verb: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(200))
