"""Photos of an event as plain data, their copies and those on their way."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from planner import clock
from planner.dossier import Dossier
from planner.extensions import db
from planner.filetypes import JPEG
from planner.intake.pictures.results import LARGE
from planner.models import Event, Photo, PhotoBox, PhotoCopy, PhotoPiece, PhotoUpload
from planner.nouns import Aggregate
from planner.photostates import BoxVerdict, Clearing, PhotoState
from planner.pictures import CameraClock, ClearedPhoto, PhotoAlbum, spans_of, tell_sender_apart
from planner.pictures import Photo as PlainPhoto
from planner.pictures.order import sort_photos
from planner.queries.cache import PerChange


def _count_boxes(verdict: BoxVerdict) -> ColumnElement[int]:
    """How many boxes of a photo are of that verdict, as a column of a statement about photos."""
    counted = select(func.count()).where(PhotoBox.photo_id == Photo.id, PhotoBox.verdict == verdict)
    return counted.correlate(Photo).scalar_subquery().label(f"boxes_{verdict.value}")


CACHE: PerChange[PhotoAlbum] = PerChange(Aggregate.PHOTOS, Aggregate.PLAN, most=32)
_CLEARED: PerChange[tuple[ClearedPhoto, ...]] = PerChange(Aggregate.PHOTOS, most=32)
_COLUMNS = (
    Photo.id,
    Photo.key,
    Photo.user_id,
    Photo.link_id,
    Photo.sender,
    Photo.phone,
    Photo.filename,
    Photo.size,
    Photo.fault,
    Photo.sentence,
    Photo.sha256,
    Photo.arrived_at,
    Photo.state,
    Photo.width,
    Photo.height,
    Photo.taken_at,
    Photo.clock_shift_minutes,
    Photo.camera,
    Photo.dhash,
    Photo.kept_with,
    Photo.position,
    Photo.caption,
    Photo.item,
    Photo.is_cover,
    Photo.is_picked,
    Photo.clearing,
    Photo.boxes_number,
    Photo.drawn_number,
    Photo.removed_at,
    _count_boxes(BoxVerdict.OPEN),
    _count_boxes(BoxVerdict.HIDDEN),
)
# What may leave the house, said once: the twin of `photostates.may_leave`. Whatever shows photos outside asks for it.
LEAVES = and_(
    Photo.clearing == Clearing.CLEARED,
    Photo.state == PhotoState.READY,
    Photo.drawn_number == Photo.boxes_number,
    Photo.removed_at.is_(None),
)


def current_album(event: Event, dossier: Dossier) -> PhotoAlbum:
    """The photos of the event as last committed, kept in memory until they or the plan change; for reading requests."""
    return CACHE.get(event, lambda: read_album(event, dossier))


def read_album(event: Event, dossier: Dossier) -> PhotoAlbum:
    """The photos of the event as they are now; one statement."""
    rows = db.session.execute(select(*_COLUMNS).where(Photo.event_id == event.id).order_by(Photo.id))
    return PhotoAlbum(tuple(map(_read_photo, rows)), spans_of(dossier.schedule, event.first_date))


def _read_photo(row: Any) -> PlainPhoto:
    shift = timedelta(minutes=row.clock_shift_minutes)
    return PlainPhoto(
        key=row.key,
        number=row.id,
        name=row.filename,
        sha256=row.sha256,
        size=row.size,
        arrived=clock.on_the_wall(row.arrived_at),
        clock=CameraClock(tell_sender_apart(row.user_id, row.link_id, row.phone), row.sender, row.camera),
        state=row.state,
        fault=row.fault,
        sentence=row.sentence,
        width=row.width,
        height=row.height,
        taken=row.taken_at + shift if row.taken_at else None,
        dhash=int(row.dhash, 16) if row.dhash else None,
        kept_with=row.kept_with,
        position=row.position,
        caption=row.caption,
        item=row.item,
        is_cover=row.is_cover,
        is_picked=row.is_picked,
        clearing=row.clearing,
        boxes_number=row.boxes_number,
        drawn_number=row.drawn_number,
        undecided=row.boxes_open,
        hidden=row.boxes_hidden,
        is_removed=row.removed_at is not None,
    )


def count_photos(event_id: int) -> int:
    """How many photos the event has that nobody has removed."""
    counted = select(func.count()).select_from(Photo).where(Photo.event_id == event_id, Photo.removed_at.is_(None))
    return db.session.scalar(counted) or 0


def count_sent_by_link(event_id: int, link_id: int) -> tuple[int, int]:
    """How many photos came to an event by a link of it, and from how many phones."""
    by_link = (Photo.event_id == event_id, Photo.link_id == link_id)
    counted = select(func.count(), func.count(Photo.phone.distinct())).where(*by_link)
    photos, phones = db.session.execute(counted).one()
    return photos, phones


def find_photo(event_id: int, key: str) -> Photo | None:
    """The photo of that key, unless it was removed."""
    wanted = select(Photo).where(Photo.event_id == event_id, Photo.key == key, Photo.removed_at.is_(None))
    return db.session.scalar(wanted) if key.isprintable() else None


def find_same_photo(event_id: int, sha256: str) -> Photo | None:
    """The photo of the event that is this very file, unless it was removed."""
    same = (Photo.event_id == event_id, Photo.sha256 == sha256, Photo.removed_at.is_(None))
    return db.session.scalar(select(Photo).where(*same).limit(1))


def find_copies(event_id: int, key: str, edge: int) -> list[PhotoCopy]:
    """The copies of one size of a photo, in both formats; none of one that was removed."""
    if not key.isprintable():
        return []
    of_photo = (Photo.event_id == event_id, Photo.key == key, Photo.removed_at.is_(None))
    wanted = select(PhotoCopy).join(Photo, Photo.id == PhotoCopy.photo_id).where(*of_photo, PhotoCopy.edge == edge)
    return list(db.session.scalars(wanted))


def list_large_copies(photo_ids: Sequence[int]) -> dict[int, str]:
    """The files of the large copies of these photos that every program opens, by the photo."""
    is_large = (PhotoCopy.edge == LARGE, PhotoCopy.mime == JPEG.mime)
    wanted = select(PhotoCopy.photo_id, PhotoCopy.sha256).where(PhotoCopy.photo_id.in_(photo_ids), *is_large)
    return dict(db.session.execute(wanted).all())


def read_cleared_photos(event: Event) -> tuple[ClearedPhoto, ...]:
    """The photos of the event that may leave the house, as they stand on the wall, each with its large JPEG.

    One statement, so that no file is handed out of a photo that stopped being cleared meanwhile.
    """
    is_large = (PhotoCopy.edge == LARGE, PhotoCopy.mime == JPEG.mime)
    wanted = select(*_COLUMNS, PhotoCopy.sha256.label("large")).join(PhotoCopy, PhotoCopy.photo_id == Photo.id)
    rows = db.session.execute(wanted.where(Photo.event_id == event.id, LEAVES, *is_large)).all()
    files = {row.key: row.large for row in rows}
    return tuple(ClearedPhoto(photo, files[photo.key]) for photo in sort_photos([_read_photo(row) for row in rows]))


def current_cleared_photos(event: Event) -> tuple[ClearedPhoto, ...]:
    """The same as last committed, kept in memory until the photos change; for pages, whose files are asked for anew."""
    return _CLEARED.get(event, lambda: read_cleared_photos(event))


def find_leaving_copies(event_id: int, key: str, drawn_number: int, edge: int) -> list[PhotoCopy]:
    """The copies of one size of a photo that may leave the house, in both formats, while they are those of that number.

    None of any other: what was hidden or withdrawn since then is shown nowhere.
    """
    if not key.isprintable():
        return []
    asked = (Photo.event_id == event_id, Photo.key == key, Photo.drawn_number == drawn_number, PhotoCopy.edge == edge)
    wanted = select(PhotoCopy).join(Photo, Photo.id == PhotoCopy.photo_id).where(LEAVES, *asked)
    return list(db.session.scalars(wanted))


def list_uploads(event_id: int) -> list[PhotoUpload]:
    """What is on its way to the event, or came and was not taken, in the order in which it began."""
    return list(
        db.session.scalars(select(PhotoUpload).where(PhotoUpload.event_id == event_id).order_by(PhotoUpload.id))
    )


def count_uploads(event_id: int, *, heard_after: datetime) -> int:
    """How many photos are on their way of which something came since then."""
    coming = (PhotoUpload.event_id == event_id, PhotoUpload.fault == "", PhotoUpload.heard_at > heard_after)
    return db.session.scalar(select(func.count()).select_from(PhotoUpload).where(*coming)) or 0


def list_pieces(upload_id: int) -> list[str]:
    """The SHA-256 of the pieces of an upload, from its beginning."""
    wanted = select(PhotoPiece.sha256).where(PhotoPiece.upload_id == upload_id)
    return list(db.session.scalars(wanted.order_by(PhotoPiece.start)))


def files_of_photos(*where: Any) -> list[str]:
    """All files of these photos: as they came, and their copies."""
    originals = db.session.scalars(select(Photo.sha256).where(*where)).all()
    copies = select(PhotoCopy.sha256).join(Photo, Photo.id == PhotoCopy.photo_id).where(*where)
    return [*originals, *db.session.scalars(copies)]


def files_of_uploads(*where: Any) -> list[str]:
    """The pieces of these uploads."""
    pieces = select(PhotoPiece.sha256).join(PhotoUpload, PhotoUpload.id == PhotoPiece.upload_id).where(*where)
    return list(db.session.scalars(pieces))


def waiting_photos(fault: str = "") -> list[int]:
    """The photos whose copies are to be made, or made anew, or that could not be read for that reason."""
    unread = Photo.state == (PhotoState.UNREADABLE if fault else PhotoState.WAITING)
    outdated = and_(Photo.state == PhotoState.READY, Photo.drawn_number != Photo.boxes_number)
    wanted = select(Photo.id).where(or_(unread, outdated), Photo.fault == fault, Photo.removed_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Photo.id)))
