"""Organisations: a tree from the league committee down to a brigade."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class Organisation(Base):
    """A unit that owns events. `approval_by_parent` hands its submissions to the approvers of the unit above;
    `tax_number` is what invoices made out to it carry. `units_below` counts those below it at any depth: what a reader
    may see is read in another way when it is much, and the same whichever way it is read.
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    approval_by_parent: Mapped[bool] = mapped_column(Boolean, default=False)
    tax_number: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))
    units_below: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    parent: Mapped[Organisation | None] = relationship(remote_side=[id], lazy="raise_on_sql")
