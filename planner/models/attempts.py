"""Wrong passwords: what slows an account and an address down."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class SignInAttempt(Base):
    """A wrong password, by account name and by address: what slows both down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_subject_at", "subject", "at"),
        # By which old ones are found, to be forgotten.
        Index("ix_sign_in_attempt_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
