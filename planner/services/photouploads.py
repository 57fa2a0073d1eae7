"""Photos that come piece by piece: what came is kept, so that a phone that lost its connection goes on where it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.intake.pictures.faults import MOST_BYTES, BadPicture, is_empty, is_too_large
from planner.models import Event, Photo, PhotoPiece, PhotoUpload
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.photos import count_photos, count_uploads, list_pieces
from planner.services.attachments import KeptFile, clean_filename, hold_file
from planner.services.guard import guard_event, guard_sending_photos
from planner.services.jobs import enqueue_job
from planner.services.photos import JOB_NAME, SILENT_AFTER, SentFrom, add_photo, refuse_full, refuse_full_disk
from planner.store import FileStore

PIECE_BYTES = 1024 * 1024
GONE = "这张已经不在路上了，可能传完了，也可能有人点了不要。重新选一次。"


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """A piece of a file that lies in the store: where it begins, how long it is."""

    start: int
    size: int
    sha256: str


def begin_upload(
    event: Event, filename: str, size: int, sending: SentFrom, *, store: FileStore, actor: Actor
) -> PhotoUpload | None:
    """The place where the pieces of a file go: a new one, or the one at which the same phone has stopped.

    None where the same person has sent it already. Raises BadPicture for a size that is never taken, BadInput FULL
    where there are as many photos as an event may have, NearlyFull.
    """
    guard_sending_photos(event, actor)
    refuse_full_disk(store)
    if size <= 0:
        raise is_empty()
    if size > MOST_BYTES:
        raise is_too_large(size)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    mark = sending.values_of(actor)
    if _find_same(Photo, event, mark, Photo.removed_at.is_(None)) is not None:
        return None
    upload: PhotoUpload | None = _find_same(PhotoUpload, event, mark, PhotoUpload.size == size)
    if upload is not None and not upload.fault:
        upload.heard_at = clock.now()
        return upload
    if upload is not None:
        db.session.delete(upload)
    refuse_full(count_photos(event.id) + count_uploads(event.id, heard_after=clock.now() - SILENT_AFTER))
    upload = PhotoUpload(event_id=event.id, filename=clean_filename(filename), size=size, heard_at=clock.now(), **mark)
    db.session.add(upload)
    db.session.flush()
    return upload


def _find_same(model: Any, event: Event, mark: Mapping[str, Any], *where: Any) -> Any:
    """What the same person sent of the same file, if anything."""
    same = [getattr(model, name) == mark[name] for name in ("user_id", "link_id", "phone", "fingerprint")]
    return db.session.scalar(select(model).where(model.event_id == event.id, *same, *where).limit(1))


def find_upload(event: Event, key: str, sending: SentFrom, *, actor: Actor) -> PhotoUpload:
    """The upload of that key, locked; raises NotFound for one that is gone, or another person's."""
    upload = _lock_upload(event, key)
    if upload is None or not sending.is_of(upload, actor):
        raise NotFound(GONE)
    return upload


def _lock_upload(event: Event, key: str) -> PhotoUpload | None:
    """The upload of that key under the lock of the photos, which comes before every row of theirs."""
    lock_aggregate(event.id, Aggregate.PHOTOS)
    wanted = select(PhotoUpload).where(PhotoUpload.event_id == event.id, PhotoUpload.key == key)
    wanted = wanted.execution_options(populate_existing=True)
    return db.session.scalar(wanted) if key.isprintable() else None


def add_piece(event: Event, upload: PhotoUpload, piece: KeptPiece, *, store: FileStore, actor: Actor) -> int:
    """Add a kept piece where the upload has come to; returns how much of the file is there.

    One that begins elsewhere is left: the sender is told where to go on. Raises BadInput for more than the file was
    said to have.
    """
    guard_sending_photos(event, actor)
    if piece.start != upload.received or upload.fault:
        return upload.received
    if not 0 < piece.size <= upload.size - piece.start:
        raise BadInput("传来的比说好的长，可能文件换过了。重新选这一张。")
    hold_file(KeptFile(upload.filename, upload.filename, piece.sha256, "", piece.size), store)
    db.session.add(PhotoPiece(upload_id=upload.id, start=piece.start, size=piece.size, sha256=piece.sha256))
    upload.received += piece.size
    upload.heard_at = clock.now()
    db.session.flush()
    return upload.received


def join_pieces(pieces: Sequence[str], store: FileStore) -> bytes:
    """The whole file; slow, touches no database. Raises as `FileStore.open` does."""
    content = bytearray()
    for sha256 in pieces:
        with store.open(sha256) as piece:
            content += piece.read()
    return bytes(content)


def finish_upload(
    event: Event, upload: PhotoUpload, file: KeptFile, sending: SentFrom, *, store: FileStore, actor: Actor
) -> Photo | None:
    """Make a photo of an upload that is all there; as `add_photo`. Its pieces go."""
    guard_sending_photos(event, actor)
    photo = add_photo(event, file, sending, store=store, actor=actor)
    _forget(upload)
    return photo


def refuse_upload(event: Event, upload: PhotoUpload, refusal: BadPicture, *, actor: Actor) -> None:
    """Note why a file is not taken, for whoever sent it and for those who work on the event; its pieces go."""
    guard_sending_photos(event, actor)
    _drop_pieces(upload)
    upload.fault, upload.sentence = refusal.fault.value, refusal.sentence
    db.session.flush()


def drop_upload(event: Event, key: str, sending: SentFrom, *, actor: Actor) -> None:
    """Take an upload off the list: what came of it goes. For whoever sent it and those who work on the event.

    One that is gone already is no matter.
    """
    guard_sending_photos(event, actor)
    upload = _lock_upload(event, key)
    if upload is None:
        return
    if not sending.is_of(upload, actor):
        guard_event(event, actor, can_work_on_event)
    _forget(upload)


def _forget(upload: PhotoUpload) -> None:
    _drop_pieces(upload)
    db.session.delete(upload)
    db.session.flush()


def _drop_pieces(upload: PhotoUpload) -> None:
    """Let the pieces go; a job takes them out of the store, unless they are somebody else's too."""
    if pieces := list_pieces(upload.id):
        enqueue_job(JOB_NAME, pieces=pieces)
        db.session.execute(delete(PhotoPiece).where(PhotoPiece.upload_id == upload.id))
