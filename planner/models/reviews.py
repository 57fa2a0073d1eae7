"""Finance reviews of budgets and settlements, what is said of single lines, and the unit's limits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from budgets import Money, Total
from planner import clock
from planner.enums import ReviewDecision, ReviewSubject
from planner.extensions import Base
from planner.models.columns import Choice, Fen, Moment, Secret
from planner.models.deciding import DecisionMixin
from planner.models.indexes import special_index
from planner.models.users import User

_WAITS = text("decision IS NULL AND withdrawn_at IS NULL")


class FinanceReview(DecisionMixin, Base):
    """A budget or a settlement as it was handed to finance, and what finance said of it.

    `snapshot` is the JSON of the dossier at that moment; `known`, `unknown` and `spent` are its sums. Of the budgets
    that passed, the newest is `in_force`.
    """

    __tablename__ = "finance_review"
    __table_args__ = (
        UniqueConstraint("event_id", "subject", "number"),
        special_index("ix_finance_review_waiting", "submitted_at", where=_WAITS),
        Index("ix_finance_review_submitter", "submitted_by_id", "submitted_at"),
        Index("ix_finance_review_decider", "decided_by_id", "decided_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    subject: Mapped[ReviewSubject] = mapped_column(Choice(ReviewSubject))
    number: Mapped[int]
    snapshot: Mapped[str] = deferred(mapped_column(Secret))
    known: Mapped[Money] = mapped_column(Fen)
    unknown: Mapped[int] = mapped_column(default=0)
    spent: Mapped[Money | None] = mapped_column(Fen)
    remark: Mapped[str] = mapped_column(Text, default="")
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    submitted_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    decision: Mapped[ReviewDecision | None] = mapped_column(Choice(ReviewDecision))
    words: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    in_force: Mapped[bool] = mapped_column(default=False)

    submitted_by: Mapped[User] = relationship(foreign_keys=[submitted_by_id], lazy="joined")
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id], lazy="joined")

    @property
    def waits(self) -> bool:
        """Whether nobody has said anything of it yet."""
        return self.decision is None and self.withdrawn_at is None

    @property
    def has_passed(self) -> bool:
        """Whether finance said 通过."""
        return self.decision is ReviewDecision.PASS

    @property
    def is_returned(self) -> bool:
        """Whether finance sent it back."""
        return self.decision is ReviewDecision.RETURN

    @property
    def amount(self) -> Total:
        """How much was handed in: what was spent of a settlement, what was planned of a budget."""
        return Total(self.known, self.unknown) if self.spent is None else Total(self.spent)


class ApprovedLine(Base):
    """A line of a budget in force, for sums over all events."""

    __tablename__ = "approved_line"
    __table_args__ = (Index("ix_approved_line_event_key", "event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("finance_review.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(24))
    category: Mapped[str] = mapped_column(String(40), default="")
    item: Mapped[str] = mapped_column(String(120), default="")
    source: Mapped[str] = mapped_column(String(60), default="")
    amount: Mapped[Money | None] = mapped_column(Fen)
