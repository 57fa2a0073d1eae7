"""Devices: each browser that is signed in, as a user or by a guest's link."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment

# So coarse is what is kept of when a session was used.
GRAIN = timedelta(hours=12)


class Device(Base):
    """One session from signing in to signing out; of the token in its cookie only the hash is kept.

    A session lasts as long as its row: a copy of the cookie is worth nothing once somebody has signed out.
    `last_used_at` is coarse, so that reading a page writes nothing.
    """

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(40), default="")
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    last_used_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def is_stale(self) -> bool:
        """Whether the last use has to be noted anew; one of the future, from a wrong clock, as well."""
        return abs(clock.now() - self.last_used_at) > GRAIN
