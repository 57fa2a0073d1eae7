"""What finance let pass of a settlement without its proof, in writing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from budgets import Money
from planner import clock
from planner.enums import GapReason
from planner.extensions import Base
from planner.models.columns import Choice, Fen, Moment


class Waiver(Base):
    """Why something of a settlement needs no proof: which gap of which `subject`, "" for the event as a whole.

    It stands for no more than `amount`, and until it is withdrawn.
    """

    __tablename__ = "waiver"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    reason: Mapped[GapReason] = mapped_column(Choice(GapReason))
    subject: Mapped[str] = mapped_column(String(40), default="")
    amount: Mapped[Money] = mapped_column(Fen)
    words: Mapped[str] = mapped_column(String(400))
    author: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
