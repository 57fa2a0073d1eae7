"""Who decides: what keeps somebody from it, who stands in for whom, and what a decision says of itself."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from planner import clock
from planner.enums import BarReason, Matter, Role
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.models.organisations import Organisation
from planner.models.users import User


class RowAuthor(Base):
    """An account that wrote a row: added it, edited it or brought it back. `noun` may be `authorship.FACTS`.

    `gone` while the row is deleted: what is not there was written by nobody.
    """

    __tablename__ = "row_author"
    __table_args__ = (Index("ix_row_author_user_event", "user_id", "event_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    noun: Mapped[str] = mapped_column(String(24), primary_key=True)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    gone: Mapped[bool] = mapped_column(default=False, server_default=false())


class BarredPerson(Base):
    """Somebody who does not decide what was handed in under that number, whatever they are to the event later."""

    __tablename__ = "barred_person"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    matter: Mapped[Matter] = mapped_column(Choice(Matter), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    because: Mapped[BarReason] = mapped_column(Choice(BarReason))


class Deputy(Base):
    """Who decides for whom in a unit, from the first day through the last.

    `role` is what the absent person was there when they named the deputy; it holds while they are it.
    """

    __tablename__ = "deputy"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    named_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    unit: Mapped[Organisation] = relationship(lazy="joined")
    absent: Mapped[User] = relationship(foreign_keys=[absent_id], lazy="joined")
    deputy: Mapped[User] = relationship(foreign_keys=[deputy_id], lazy="joined")


class DecisionMixin:
    """What a decision on something that was handed in says beside the word itself: for whom, and that it went back."""

    decided_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_back_because: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))

    @declared_attr
    def decided_for(cls) -> Mapped[User | None]:
        """The absent person for whom a deputy decided."""
        column = f"{cls.__name__}.decided_for_id"  # type: ignore[attr-defined]
        return relationship(foreign_keys=column, lazy="joined")

    @declared_attr
    def taken_back_by(cls) -> Mapped[User | None]:
        """Who decided, and took it back."""
        column = f"{cls.__name__}.taken_back_by_id"  # type: ignore[attr-defined]
        return relationship(foreign_keys=column, lazy="joined")

    @property
    def decider(self) -> str:
        """韩校长, or 林主任代韩校长; "" while nobody has decided."""
        by: User | None = self.decided_by  # type: ignore[attr-defined]
        return name_decider(by.name if by else "", self.decided_for.name if self.decided_for else "")


def name_decider(name: str, absent: str) -> str:
    """Who decided as pages, papers and the log say it."""
    return f"{name}代{absent}" if absent else name
