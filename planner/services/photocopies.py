"""The copies of photos: written by a job, once; what nobody sent to its end goes by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from planner.actors import Actor
from planner.extensions import db
from planner.intake.pictures.faults import SENTENCES, PictureFault
from planner.intake.pictures.results import PictureReading
from planner.models import Event, Photo, PhotoCopy, PhotoUpload
from planner.nouns import Aggregate
from planner.photostates import PhotoState
from planner.queries.changes import lock_aggregate
from planner.queries.photos import files_of_uploads, waiting_photos
from planner.services.attachments import KeptFile, hold_file
from planner.services.changes import count_change
from planner.services.guard import guard_house
from planner.services.jobs import enqueue_job
from planner.services.photos import JOB_NAME
from planner.store import FileStore

# A job may have failed more often than it is tried again: the night asks anew for so many.
_MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy that lies in the store."""

    edge: int
    mime: str
    sha256: str
    size: int


def keep_copies(reading: PictureReading, store: FileStore) -> tuple[KeptCopy, ...]:
    """Put the copies of a photo into the store; slow, touches no database."""
    return tuple(KeptCopy(c.edge, c.mime, store.put(c.content), len(c.content)) for c in reading.copies)


def write_copies(
    photo_id: int,
    reading: PictureReading,
    copies: Sequence[KeptCopy],
    *,
    boxes_number: int = 0,
    store: FileStore,
    actor: Actor,
) -> bool:
    """Note what was read of a photo and which copies there are, in place of those that there were.

    `boxes_number` says which boxes they hide. Returns False where the photo went meanwhile, its boxes changed (then
    another job is in line), or it has these copies.
    """
    guard_house(actor)
    photo = lock_photo(photo_id)
    if photo is None or photo.boxes_number != boxes_number or not needs_copies(photo):
        return False
    is_anew = photo.state is PhotoState.READY
    if is_anew and reading.fault:
        return False
    if is_anew:
        _drop_copies(photo.id)
    for copy in copies:
        hold_file(KeptFile(photo.filename, photo.filename, copy.sha256, copy.mime, copy.size), store)
        values = {"edge": copy.edge, "mime": copy.mime, "sha256": copy.sha256, "size": copy.size}
        db.session.add(PhotoCopy(photo_id=photo.id, **values))
    # What it looks like and when it was taken is what the first reading said.
    for name, value in ({} if is_anew else _read_values(reading)).items():
        setattr(photo, name, value)
    photo.drawn_number = boxes_number
    db.session.flush()
    count_change(db.session.get_one(Event, photo.event_id), Aggregate.PHOTOS)
    return True


def lock_photo(photo_id: int) -> Photo | None:
    """A photo as it is now, under the lock of the photos of its event: first the lock, then the row, as everybody does.

    None for one that went.
    """
    event_id = db.session.scalar(select(Photo.event_id).where(Photo.id == photo_id))
    if event_id is None:
        return None
    lock_aggregate(event_id, Aggregate.PHOTOS)
    return db.session.get(Photo, photo_id, populate_existing=True)


def needs_copies(photo: Photo) -> bool:
    """Whether a photo has no copies, or such as don't hide what is to be hidden by now."""
    return photo.state is not PhotoState.READY or photo.drawn_number != photo.boxes_number


def _drop_copies(photo_id: int) -> None:
    """Let go of the copies that there are; their files leave the store once that is committed."""
    gone = delete(PhotoCopy).where(PhotoCopy.photo_id == photo_id).returning(PhotoCopy.sha256)
    enqueue_job(JOB_NAME, pieces=list(db.session.scalars(gone)))


def _read_values(reading: PictureReading) -> dict[str, Any]:
    if reading.fault:
        fault, sentence = reading.fault.value, SENTENCES[reading.fault]
        return {"state": PhotoState.UNREADABLE, "fault": fault, "sentence": sentence}
    return {
        "state": PhotoState.READY,
        "fault": "",
        "sentence": "",
        "width": reading.width,
        "height": reading.height,
        "taken_at": reading.taken,
        "camera": reading.camera,
        "dhash": f"{reading.dhash:016x}" if reading.dhash is not None else "",
    }


def retry_photos(*, can_read_heic: bool, actor: Actor) -> int:
    """Put in line what still has no copies: where its job failed, or where its reader is installed by now."""
    guard_house(actor)
    waiting = waiting_photos() + (waiting_photos(PictureFault.NO_READER.value) if can_read_heic else [])
    for photo_id in waiting[:_MOST_AT_ONCE]:
        enqueue_job(JOB_NAME, photo=photo_id)
    return len(waiting)


def forget_uploads(before: datetime, *, drop: Callable[[list[str]], None], actor: Actor) -> int:
    """Give up uploads of which nothing has come since that moment, and refusals that nobody read; returns how many.

    What came of them is handed to `drop`.
    """
    guard_house(actor)
    old = PhotoUpload.heard_at < before
    pieces = files_of_uploads(old)
    given_up = list(db.session.scalars(delete(PhotoUpload).where(old).returning(PhotoUpload.id)))
    drop(pieces)
    return len(given_up)


def mend_future_photos(now: datetime) -> None:
    """What was removed or sent while the clock ran ahead counts as of now."""
    db.session.execute(update(Photo).where(Photo.removed_at > now).values(removed_at=now))
    db.session.execute(update(PhotoUpload).where(PhotoUpload.heard_at > now).values(heard_at=now))
