"""Users, and what they are in which organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, ForeignKey, String, UniqueConstraint, column, event, select, table
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from planner import clock
from planner.enums import ActorKind, Role
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret, index_number
from planner.models.organisations import Organisation


def _stands_in(user_id: Any) -> ColumnElement[bool]:
    """Whether somebody named the user as their deputy and did not end it; the days are looked at by who asks."""
    named = table("deputy", column("deputy_id"), column("ended_at"))
    return select(named.c.deputy_id).where(named.c.deputy_id == user_id, named.c.ended_at.is_(None)).exists()


class SessionHolder:
    """What Flask-Login asks of whoever a session may stand for."""

    is_authenticated = True
    is_anonymous = False


class User(SessionHolder, Base):
    """A person with an account, found by `phone_index` or e-mail. `session_number` is raised to sign out everywhere."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    name_key: Mapped[str] = mapped_column(String(200), default="", index=True)
    phone: Mapped[str | None] = mapped_column(Secret)
    phone_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(120), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    session_number: Mapped[int] = mapped_column(default=1)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    # Loaded with whoever is signed in, so that those who stand in for nobody cost no statement.
    stands_in: Mapped[bool] = column_property(_stands_in(id), deferred=True)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Membership.id", lazy="select"
    )

    @property
    def is_active(self) -> bool:
        """Flask-Login lets only active users in."""
        return self.active

    def get_id(self) -> str:
        """Whose session it is; it stops being valid when `session_number` moves on (see `services.devices`)."""
        return f"{self.id}.{self.session_number}"

    @property
    def kind(self) -> ActorKind:
        """Whoever has an account."""
        return ActorKind.USER

    @property
    def roles(self) -> dict[int, Role]:
        """Role by organisation id."""
        return {m.organisation_id: m.role for m in self.memberships}

    @property
    def accounts(self) -> tuple[str, ...]:
        """The phone number and the address of mail by which the user signs in, and is invited."""
        return tuple(filter(None, (self.phone, self.email)))

    @property
    def home_id(self) -> int | None:
        """The unit whose administrators may reset the password: of those that the user is in, the one joined first.

        Whoever else lets the user in later neither gains this right nor takes it away.
        """
        return self.memberships[0].organisation_id if self.memberships else None

    @property
    def guest_of(self) -> None:
        """Users are no guests (see `models.links.Link`)."""
        return None

    @property
    def guest_role(self) -> None:
        """Users are no guests."""
        return None


@event.listens_for(User, "before_insert")
@event.listens_for(User, "before_update")
def _keep_index(mapper: object, connection: object, user: User) -> None:
    user.phone_index = index_number(user.phone)


class Membership(Base):
    """One role of a user in one organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(lazy="joined")
