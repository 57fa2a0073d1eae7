"""Sign-ups: who has which shift, or waits for it; and how an event takes them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.enums import SignUpState
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret
from planner.models.links import Link
from planner.models.volunteers import Volunteer
from planner.people.signingrules import Window


class SignUpLottery(Base):
    """That the places of an event are drawn by lot, and when: chosen before sign-up opens, drawn once.

    The `commitment` to the seed is published at once, the seed when it was drawn. `record` is then what was drawn, as
    the JSON of `people.lottery`: numbers only, so that it may be shown to everybody for ever.
    """

    __tablename__ = "sign_up_lottery"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("sign_up_desk.id", ondelete="CASCADE"), unique=True)
    draws_at: Mapped[datetime] = mapped_column(Moment)
    seed: Mapped[str] = mapped_column(Secret)
    commitment: Mapped[str] = mapped_column(String(64))
    drawn_at: Mapped[datetime | None] = mapped_column(Moment)
    record: Mapped[str] = mapped_column(Text, default="")


class SignUpDesk(Base):
    """How an event takes volunteers: by which link, from when until when, and what they are told.

    `arrivals` counts those who came, so that everybody has a number of their own in the order of arrival. Who leaves
    later than `leave_hours` before a shift asks the organiser. Who checks in is asked whether they are within
    `place_metres` of their post; 0: nobody is asked.
    """

    __tablename__ = "sign_up_desk"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"))
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())
    arrivals: Mapped[int] = mapped_column(default=0)
    benefits: Mapped[str] = mapped_column(String(200), default="")
    bring: Mapped[str] = mapped_column(String(200), default="")
    leave_hours: Mapped[int] = mapped_column(default=24)
    shows_phone: Mapped[bool] = mapped_column(default=False, server_default=false())
    place_metres: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    version: Mapped[int] = mapped_column(default=1)

    link: Mapped[Link] = relationship(lazy="raise_on_sql")
    lottery: Mapped[SignUpLottery | None] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")

    @property
    def coming_draw(self) -> SignUpLottery | None:
        """The lottery that is still to be drawn: whoever signs up now gets a number for it and not a place."""
        return self.lottery if self.lottery is not None and self.lottery.drawn_at is None else None

    @property
    def window(self) -> Window:
        """From when until when one may sign up, in Shanghai; until the draw where that is to come.

        Whether the event is cancelled is not known here.
        """
        draw = self.coming_draw
        ends = [moment for moment in (self.closes_at, draw.draws_at if draw else None) if moment]
        return Window(clock.on_the_wall(self.opens_at), clock.on_the_wall(min(ends, default=None)), self.is_closed)


class SignUp(Base):
    """One volunteer and one shift, named by its key.

    `known` is when and where the shift was as they last agreed to it (`Slot.mark`): where it is another one now they
    are asked anew. `lot` is the number in the draw, that of the first of a group for all of them. `word` is what the
    organiser said with a refusal, `leave_because` why the volunteer wants to go.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "shift"),
        Index("ix_sign_up_event_shift", "event_id", "shift", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"))
    shift: Mapped[str] = mapped_column(String(24))
    state: Mapped[SignUpState] = mapped_column(Choice(SignUpState))
    arrival: Mapped[int]
    lot: Mapped[str] = mapped_column(String(12), default="", server_default=text("''"))
    known: Mapped[str] = mapped_column(Text, default="")
    held_until: Mapped[datetime | None] = mapped_column(Moment)
    leave_asked_at: Mapped[datetime | None] = mapped_column(Moment)
    leave_because: Mapped[str] = mapped_column(Secret, default="")
    word: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    moved_up_at: Mapped[datetime | None] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    absent_by: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    volunteer: Mapped[Volunteer] = relationship()
