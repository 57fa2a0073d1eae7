"""The summary of an event: its paragraphs, its own chapters, and the versions that were filed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from planner import clock
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret
from planner.models.deciding import name_decider
from planner.models.row import new_key
from planner.models.users import User
from planner.report.prose import Skeleton
from planner.summarykinds import SummaryState


class Summary(Base):
    """How far the summary of an event is, and in which form; `version` rises with every change of anything in it."""

    __tablename__ = "summary"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    skeleton: Mapped[Skeleton] = mapped_column(Choice(Skeleton), default=Skeleton.FULL)
    state: Mapped[SummaryState] = mapped_column(Choice(SummaryState), default=SummaryState.WRITING)
    version: Mapped[int] = mapped_column(default=0)


class SummaryParagraph(Base):
    """A paragraph that somebody took, wrote or put away; `passage` is the proposed one that it comes from.

    `parts` and `kept` are the JSON of `report.paragraphs`: the text with its figures, and what was kept against the
    records. `characters` is the length of the text.
    """

    __tablename__ = "summary_paragraph"
    __table_args__ = (UniqueConstraint("event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(24), default=new_key)
    chapter: Mapped[str] = mapped_column(String(24))
    passage: Mapped[str] = mapped_column(String(24), default="")
    position: Mapped[int] = mapped_column(default=0)
    parts: Mapped[str] = mapped_column(Secret, default="[]")
    kept: Mapped[str] = mapped_column(Secret, default="[]")
    characters: Mapped[int] = mapped_column(default=0)
    is_away: Mapped[bool] = mapped_column(default=False)
    edited_by: Mapped[str] = mapped_column(String(40), default="")
    edited_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    version: Mapped[int] = mapped_column(default=0)


class OwnChapter(Base):
    """A chapter that somebody added to a form of the summary, behind another one (`after`)."""

    __tablename__ = "summary_chapter"
    __table_args__ = (UniqueConstraint("event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(24), default=new_key)
    skeleton: Mapped[Skeleton] = mapped_column(Choice(Skeleton))
    after: Mapped[str] = mapped_column(String(24))
    heading: Mapped[str] = mapped_column(String(60))


class SummaryRevision(Base):
    """A version of the summary as it was filed; `content` is the JSON of `report.filed.FiledSummary`."""

    __tablename__ = "summary_revision"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[str] = deferred(mapped_column(Secret, nullable=False))
    filed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    filed_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    returned_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    returned_at: Mapped[datetime | None] = mapped_column(Moment)
    returned_words: Mapped[str] = mapped_column(Text, default="")
    returned_chapter: Mapped[str] = mapped_column(String(24), default="")
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reopened_at: Mapped[datetime | None] = mapped_column(Moment)
    reopened_because: Mapped[str] = mapped_column(Text, default="")

    filed_by: Mapped[User] = relationship(foreign_keys=[filed_by_id], lazy="joined")
    returned_by: Mapped[User | None] = relationship(foreign_keys=[returned_by_id], lazy="joined")
    returned_for: Mapped[User | None] = relationship(foreign_keys=[returned_for_id], lazy="joined")
    reopened_by: Mapped[User | None] = relationship(foreign_keys=[reopened_by_id], lazy="joined")

    @property
    def submitted_by_id(self) -> int:
        """Who handed it in, as plans and reviews call it."""
        return self.filed_by_id

    @property
    def is_in_force(self) -> bool:
        """Whether nobody has returned or reopened it."""
        return self.returned_at is None and self.reopened_at is None

    @property
    def returner(self) -> str:
        """韩校长, or 林主任代韩校长; "" while nobody has returned it."""
        absent = self.returned_for.name if self.returned_for else ""
        return name_decider(self.returned_by.name if self.returned_by else "", absent)
