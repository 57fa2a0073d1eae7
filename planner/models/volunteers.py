"""Volunteers of an event, without an account: what they said of themselves, sealed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, event, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.enums import Sex
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret, index_number
from planner.models.links import Link
from planner.models.row import new_key
from planner.people import MonthOfBirth
from planner.people.birthmonths import read_birth_month
from planner.people.identities import IdentityKind


class Volunteer(Base):
    """Somebody who serves at one event. `link` opens their own page; they find it again by their phone and a code.

    Of a minor the guardian agreed at `guardian_at`, by a signature of strokes, or on a paper that `paper_noted_by`
    received; since `paper_promised_at` it is known that it comes on paper. `led_by_id` is whoever signed up for
    them as the contact of a group. Training and clean record hold until their days; `experienced` ones have served
    before. Identity document, where they live, what they serve in, trainings and awards are what the record asks for
    (民政部令第67号 art. 5, 8, 9). What was said is erased on request, at `erased_at`, and the row stays for the hours
    that were served.
    """

    __tablename__ = "volunteer"
    # By phone first: one number is looked for at one event, and at all others of the unit.
    __table_args__ = (Index("ix_volunteer_phone_event", "phone_index", "event_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(24), default=new_key, unique=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id", ondelete="SET NULL"), index=True)
    led_by_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(Secret, default="")
    phone: Mapped[str] = mapped_column(Secret, default="")
    phone_index: Mapped[str | None] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(Secret, default="")
    sex: Mapped[Sex | None] = mapped_column(Choice(Sex))
    born: Mapped[str] = mapped_column(Secret, default="")
    unit: Mapped[str] = mapped_column(Secret, default="")
    skills: Mapped[str] = mapped_column(Secret, default="")
    emergency_name: Mapped[str] = mapped_column(Secret, default="")
    emergency_phone: Mapped[str] = mapped_column(Secret, default="")
    guardian_name: Mapped[str] = mapped_column(Secret, default="")
    guardian_phone: Mapped[str] = mapped_column(Secret, default="")
    signature: Mapped[str] = mapped_column(Secret, default="")
    answers: Mapped[str] = mapped_column(Secret, default="")
    identity_kind: Mapped[IdentityKind | None] = mapped_column(Choice(IdentityKind))
    identity: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    area: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    kinds: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    record: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    guardian_at: Mapped[datetime | None] = mapped_column(Moment)
    paper_promised_at: Mapped[datetime | None] = mapped_column(Moment)
    paper_noted_by: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    agreement: Mapped[str] = mapped_column(String(24), default="", server_default=text("''"))
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    photos: Mapped[bool] = mapped_column(default=False, server_default=false())
    experienced: Mapped[bool] = mapped_column(default=False, server_default=false())
    trained_until: Mapped[date | None]
    checked_until: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    erased_at: Mapped[datetime | None] = mapped_column(Moment)

    link: Mapped[Link | None] = relationship(lazy="raise_on_sql")
    led_by: Mapped[Volunteer | None] = relationship(remote_side=[id], lazy="raise_on_sql")

    @property
    def month_of_birth(self) -> MonthOfBirth | None:
        """Year and month, where they are known."""
        return read_birth_month(self.born)

    @property
    def born_label(self) -> str:
        """2003年3月, or "" where it is not known."""
        born = self.month_of_birth
        return f"{born[0]}年{born[1]}月" if born else ""


@event.listens_for(Volunteer, "before_insert")
@event.listens_for(Volunteer, "before_update")
def _keep_index(mapper: object, connection: object, row: Volunteer) -> None:
    row.phone_index = index_number(row.phone)
