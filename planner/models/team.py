"""Who of the organisation may work on one event."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.enums import TeamRole
from planner.extensions import Base
from planner.models.columns import Choice
from planner.models.name_grants import NameGrant
from planner.models.users import User


class TeamMember(NameGrant, Base):
    """A user of the organisation in the team of an event (its owner stands on the event itself)."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("event_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[TeamRole] = mapped_column(Choice(TeamRole))

    user: Mapped[User] = relationship(lazy="joined")
