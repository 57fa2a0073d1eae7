"""Approval: each submission keeps a numbered revision and, later, a decision on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from planner import clock
from planner.enums import Decision
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret
from planner.models.deciding import DecisionMixin
from planner.models.users import User


class Revision(DecisionMixin, Base):
    """The event as it was submitted, as the JSON of its dossier, and what an approver said of it."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        Index("ix_revision_waiting", "approving_organisation_id", "decision", "submitted_at"),
        Index("ix_revision_submitter", "submitted_by_id", "decision", "submitted_at"),
        Index("ix_revision_decider", "decided_by_id", "decided_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    dossier: Mapped[str] = deferred(mapped_column(Secret))
    remark: Mapped[str] = mapped_column(Text, default="")
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    submitted_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    approving_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    decision: Mapped[Decision | None] = mapped_column(Choice(Decision))
    words: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    submitted_by: Mapped[User] = relationship(foreign_keys=[submitted_by_id], lazy="joined")
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id], lazy="joined")
