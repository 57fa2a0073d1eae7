"""Photos of an event: who sent them, what somebody made of them; their copies, and those that are on their way."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.models.row import new_key
from planner.photostates import BoxOrigin, BoxVerdict, Clearing, FaceSearch, PhotoState


class SentMixin:
    """Who sent a file: a user, or whoever came by a link, whose browser has a mark of its own (`phone`).

    `fingerprint` tells the file on their phone from all others there: what it is called, how long it is, when it was
    changed.
    """

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id", ondelete="SET NULL"), index=True)
    sender: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(24), default="")
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    filename: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    fault: Mapped[str] = mapped_column(String(24), default="")
    sentence: Mapped[str] = mapped_column(String(200), default="")

    @declared_attr
    def event_id(cls) -> Mapped[int]:
        """The event that it belongs to."""
        return mapped_column(ForeignKey("event.id", ondelete="CASCADE"))


class Photo(SentMixin, Base):
    """A photo as it came, under its SHA-256 in the store; only who works on the event ever gets it so.

    `taken_at` is what the camera's clock said, without a zone; `clock_shift_minutes` puts that right. `position` stands
    only where somebody has moved it. `fault` and `sentence` say why it could not be read. It may leave the house once
    somebody has said so (`clearing`, with who and when). `boxes_number` rises with every change of its boxes,
    `drawn_number` is the one that its copies show; `last_box` is the highest number that one of them ever had. One that
    was removed can be taken back for 30 days.
    """

    __tablename__ = "photo"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        Index("ix_photo_event_sha256", "event_id", "sha256"),
        Index("ix_photo_sha256", "sha256"),
        Index("ix_photo_removed", "removed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), default=new_key)
    sha256: Mapped[str] = mapped_column(String(64))
    mime: Mapped[str] = mapped_column(String(100))
    arrived_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    state: Mapped[PhotoState] = mapped_column(Choice(PhotoState), default=PhotoState.WAITING)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    taken_at: Mapped[datetime | None] = mapped_column(DateTime)
    clock_shift_minutes: Mapped[int] = mapped_column(default=0)
    camera: Mapped[str] = mapped_column(String(60), default="")
    dhash: Mapped[str] = mapped_column(String(16), default="")
    kept_with: Mapped[str] = mapped_column(String(24), default="")
    position: Mapped[int | None] = mapped_column(BigInteger)
    caption: Mapped[str] = mapped_column(String(100), default="")
    item: Mapped[str] = mapped_column(String(24), default="")
    is_cover: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_picked: Mapped[bool] = mapped_column(default=False, server_default=false())
    clearing: Mapped[Clearing] = mapped_column(
        Choice(Clearing), default=Clearing.UNCHECKED, server_default=text("'unchecked'")
    )
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    cleared_at: Mapped[datetime | None] = mapped_column(Moment)
    boxes_number: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    drawn_number: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    last_box: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    search: Mapped[FaceSearch] = mapped_column(
        Choice(FaceSearch), default=FaceSearch.NEVER, server_default=text("'never'")
    )
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def taken(self) -> datetime | None:
        """When it was taken, by a clock that goes right."""
        return self.taken_at + timedelta(minutes=self.clock_shift_minutes) if self.taken_at else None


class PhotoCopy(Base):
    """A copy of a photo that is shown: no longer than `edge`, upright, without anything that a camera wrote."""

    __tablename__ = "photo_copy"
    __table_args__ = (UniqueConstraint("photo_id", "edge", "mime"), Index("ix_photo_copy_sha256", "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    edge: Mapped[int]
    mime: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]


class PhotoBox(Base):
    """A place on a photo where a face is, or may be, in ten-thousandths of the sides of the upright picture.

    `number` is what people call it; no two boxes of a photo ever have the same, also after one was deleted.
    `drawn_by` is the name of who drew it.
    """

    __tablename__ = "photo_box"
    __table_args__ = (UniqueConstraint("photo_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    number: Mapped[int]
    x: Mapped[int]
    y: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    origin: Mapped[BoxOrigin] = mapped_column(Choice(BoxOrigin))
    verdict: Mapped[BoxVerdict] = mapped_column(Choice(BoxVerdict))
    drawn_by: Mapped[str] = mapped_column(String(40), default="")


class PhotoUpload(SentMixin, Base):
    """A photo that comes piece by piece, until all of it is there and it becomes a photo.

    `heard_at` is when something of it came last. One that turned out not to be taken stays, with `fault` and
    `sentence`, until somebody has read why.
    """

    __tablename__ = "photo_upload"
    __table_args__ = (UniqueConstraint("event_id", "key"), Index("ix_photo_upload_heard", "heard_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), default=new_key)
    heard_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    received: Mapped[int] = mapped_column(default=0)


class PhotoPiece(Base):
    """A piece of an upload, in the store like every file; gone once the photo is there."""

    __tablename__ = "photo_piece"
    __table_args__ = (UniqueConstraint("upload_id", "start"), Index("ix_photo_piece_sha256", "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("photo_upload.id", ondelete="CASCADE"))
    start: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
