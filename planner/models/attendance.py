"""When volunteers came and went, and where posts are that ask whether somebody is near."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.enums import PlaceCheck
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.models.signups import SignUp


class Attendance(Base):
    """When somebody came to the shift of a sign-up and when they went, by the clock of the server.

    `arrived_by` and `left_by` name the account that noted it; empty, the volunteer did by the digits of the post. What
    a phone kept while it had no signal got here at `arrived_sent_at`, `left_sent_at`. `starts_at` and `ends_at` are the
    shift as it was when it was first noted: one that is moved to another day or deleted later changes nothing of what
    was served. Whoever takes something back says by `version` what they have seen.
    """

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), unique=True)
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    arrived_at: Mapped[datetime | None] = mapped_column(Moment)
    arrived_by: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    arrived_place: Mapped[PlaceCheck | None] = mapped_column(Choice(PlaceCheck))
    arrived_sent_at: Mapped[datetime | None] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    left_by: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    left_place: Mapped[PlaceCheck | None] = mapped_column(Choice(PlaceCheck))
    left_sent_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    sign_up: Mapped[SignUp] = relationship(lazy="raise_on_sql")


class PostPosition(Base):
    """Where a post is, in millionths of a degree, for an event that asks whether volunteers are near (WGS 84)."""

    __tablename__ = "post_position"
    __table_args__ = (UniqueConstraint("event_id", "post"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    post: Mapped[str] = mapped_column(String(24))
    latitude: Mapped[int]
    longitude: Mapped[int]
