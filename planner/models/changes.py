"""How often an aggregate of an event has changed, apart from its plan, which counts on the event itself."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base


class AggregateChange(Base):
    """The change number of the money, the people or the photos of an event; caches and ETags go by it, writers lock it.

    A number is the moment of the change in microseconds, or one more than the last where the clock stands or goes
    back: it rises always, and a database that was put back from a copy never comes to the same number again.
    """

    __tablename__ = "aggregate_change"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    aggregate: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, default=0)
