"""By what the database knows its keys: a known text, sealed with each of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class KeyCheck(Base):
    """A key that this database was sealed with; only that key opens `sealed`."""

    __tablename__ = "key_check"

    key_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
