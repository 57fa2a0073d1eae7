"""The evidence set of an event: who asked for it, how far it is, and the pieces in which it is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.evidencestates import EvidenceState
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.models.users import User


class EvidenceSet(Base):
    """The set that was asked for last; an event has one at a time.

    `done` of `total` files are packed. `change_key` says what the event was like then, `lacking` is what its list
    names as missing, as JSON, `sums_sha256` the fingerprint of its list of sums. `fault` says why it was not made.
    """

    __tablename__ = "evidence_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    state: Mapped[EvidenceState] = mapped_column(Choice(EvidenceState), default=EvidenceState.WAITING)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    shows_names: Mapped[bool] = mapped_column(default=False)
    takes_unchecked: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    change_key: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    files: Mapped[int] = mapped_column(default=0)
    lacking: Mapped[str] = mapped_column(Text, default="")
    sums_sha256: Mapped[str] = mapped_column(String(64), default="")
    fault: Mapped[str] = mapped_column(String(200), default="")

    asked_by: Mapped[User | None] = relationship(lazy="joined")

    @property
    def is_special(self) -> bool:
        """Whether more stands in it than may leave the house without a reason."""
        return self.shows_names or self.takes_unchecked


class EvidencePiece(Base):
    """A piece of a set, in the store like every file: no part of a set is ever held in memory whole."""

    __tablename__ = "evidence_piece"
    __table_args__ = (UniqueConstraint("set_id", "start"), Index("ix_evidence_piece_sha256", "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("evidence_set.id", ondelete="CASCADE"))
    start: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
