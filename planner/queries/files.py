"""Which kept files rows of events point to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, inspect, literal, or_, select

from planner import clock
from planner.extensions import db
from planner.models import (
    ROW_MODELS,
    Attachment,
    DroppedInvoice,
    Event,
    EvidencePiece,
    EvidenceSet,
    Photo,
    PhotoBook,
    PhotoCopy,
    PhotoPiece,
    PhotoUpload,
)

PHOTOS, EVIDENCE = "photos", "evidence"
"""What photos and evidence sets are called where the nouns of rows are named."""


@dataclass(frozen=True, slots=True)
class FileUse:
    """A row that a kept file belongs to."""

    event_id: int
    noun: str
    filename: str
    sha256: str


def read_file_uses(*, now: datetime, keep_days: int) -> list[FileUse]:
    """The rows of every noun that point to a file, deleted ones too as long as they can be restored; dropped ones;
    photos with their copies, and those that are on their way; evidence sets.
    """
    # A backup may be made of a database that is still to be upgraded.
    tables = set(inspect(db.session.connection()).get_table_names())
    return [
        FileUse(event_id, holder.noun, name, sha256)
        for holder in _list_holders(now, keep_days)
        if holder.file.class_.__tablename__ in tables
        for event_id, name, sha256 in db.session.execute(holder.rows)
    ]


def find_used_files(files: Collection[str], *, now: datetime, keep_days: int) -> set[str]:
    """Those of the files that rows point to, as `read_file_uses` says; for a few hundred of them."""
    used: set[str] = set()
    for holder in _list_holders(now, keep_days):
        wanted = holder.rows.with_only_columns(holder.file).where(holder.file.in_(files))
        used.update(db.session.scalars(wanted))
    return used


def files_of_plan(event_id: int) -> dict[str, str]:
    """The files of the papers of a plan by their keys; those whose file was erased have none."""
    kept = select(Attachment.key, Attachment.sha256).where(Attachment.event_id == event_id, Attachment.sha256 != "")
    return dict(db.session.execute(kept.where(Attachment.deleted_at.is_(None))).all())


def list_file_columns() -> list[Any]:
    """The column of every table that points to files; who erases asks all rows, also those that hold none any more."""
    return [holder.file for holder in _list_holders(clock.now(), 0)]


class _Holder(NamedTuple):
    """A table that points to files: the noun of its rows, the column that names a file, and all that it holds."""

    noun: str
    file: Any
    rows: Select[int, str, str]


def _list_holders(now: datetime, keep_days: int) -> Iterator[_Holder]:
    """Every table that points to files. Photos hold theirs until they are erased, also removed ones."""
    of_photo, of_upload = (Photo.event_id, Photo.filename), (PhotoUpload.event_id, PhotoUpload.filename)
    dropped = select(DroppedInvoice.event_id, DroppedInvoice.filename, DroppedInvoice.sha256)
    copies = select(*of_photo, PhotoCopy.sha256).join(PhotoCopy, PhotoCopy.photo_id == Photo.id)
    pieces = select(*of_upload, PhotoPiece.sha256).join(PhotoPiece, PhotoPiece.upload_id == PhotoUpload.id)
    books = select(PhotoBook.event_id, literal("活动相册.pdf"), PhotoBook.sha256).where(PhotoBook.sha256 != "")
    packed = select(EvidenceSet.event_id, Event.title, EvidencePiece.sha256).select_from(EvidencePiece)
    packed = packed.join(EvidenceSet, EvidenceSet.id == EvidencePiece.set_id)
    packed = packed.join(Event, Event.id == EvidenceSet.event_id)
    yield _Holder(EVIDENCE, EvidencePiece.sha256, packed)
    yield _Holder("expenses", DroppedInvoice.sha256, dropped)
    yield _Holder(PHOTOS, Photo.sha256, select(*of_photo, Photo.sha256))
    yield _Holder(PHOTOS, PhotoCopy.sha256, copies)
    yield _Holder(PHOTOS, PhotoPiece.sha256, pieces)
    yield _Holder(PHOTOS, PhotoBook.sha256, books)
    for noun, model in ROW_MODELS.items():
        if hasattr(model, "sha256"):
            rows: Any = model
            held = select(rows.event_id, rows.filename, rows.sha256).where(_is_held(rows, now, keep_days))
            yield _Holder(noun, rows.sha256, held)


def _is_held(model: Any, now: datetime, keep_days: int) -> ColumnElement[bool]:
    """Whether a row still needs its file; a row deleted by a clock that ran far ahead does not hold it for ever."""
    span = timedelta(days=keep_days)
    can_be_restored = model.deleted_at.between(now - span, now + span)
    return and_(model.sha256 != "", or_(model.deleted_at.is_(None), can_be_restored))
