"""Who may work on one event: members by name, guests by a link."""

from __future__ import annotations

from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.enums import Role, TeamRole
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.models.users import User


class TeamMember(Base):
    """A user of the organisation in the team of an event (its owner stands on the event itself)."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("event_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[TeamRole] = mapped_column(Choice(TeamRole))

    user: Mapped[User] = relationship(lazy="joined")


class Invite(UserMixin, Base):
    """Somebody from outside, let in by a link until a day. Whoever opens the link *is* this guest."""

    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    organisation: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[TeamRole] = mapped_column(Choice(TeamRole))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    ends_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    def get_id(self) -> str:
        """The id in the session, told apart from a user's."""
        return f"guest.{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether the link still lets in."""
        return self.revoked_at is None and clock.today() <= self.ends_on

    @property
    def is_active(self) -> bool:
        """Flask-Login lets only active guests in."""
        return self.is_open

    @property
    def roles(self) -> dict[int, Role]:
        """Guests belong to no organisation."""
        return {}

    @property
    def guest_of(self) -> int:
        """The one event that this guest may see."""
        return self.event_id
