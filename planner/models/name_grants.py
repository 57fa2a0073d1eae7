"""Who of those that only read may see the whole names of children for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.models.columns import Moment

# One that was allowed while the clock ran ahead does not stay open.
LONGEST_GRANT = timedelta(days=366)


class NameGrant:
    """What the owner of an event allowed a reader of it: whole names `names_until` a moment, for a reason."""

    names_until: Mapped[datetime | None] = mapped_column(Moment)
    names_because: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))

    @property
    def sees_names(self) -> bool:
        """Whether it holds now."""
        return is_granted(self.names_until)


def is_granted(until: datetime | None) -> bool:
    """Whether a grant until that moment holds now."""
    now = clock.now()
    return until is not None and now < until <= now + LONGEST_GRANT
