"""The album of an event as a file: asked for by whoever works on it, made by a job, forgotten with its photos."""

from datetime import timedelta

from sqlalchemy import delete

from planner import clock
from planner.actors import Actor
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import Event, PhotoBook
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.photobooks import find_photo_book
from planner.queries.photos import read_cleared_photos
from planner.services.files import share_files
from planner.services.guard import guard_event
from planner.services.jobs import enqueue_job
from planner.services.photolog import log_photo
from planner.store import FileStore, StoreUnavailable

JOB_NAME = "photobook"
# Two hundred photos take half a minute; whoever waits longer may ask again.
PATIENCE = timedelta(minutes=10)
NOTHING_CLEARED = "还没有核对过可以对外的照片，先核对，再做相册。"


def ask_for_photo_book(event: Event, *, actor: Actor) -> PhotoBook:
    """Have the album made of the photos as they are; who asks again while it is being made asks once.

    Raises NotAllowed while no photo may leave the house.
    """
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    if not read_cleared_photos(event):
        raise NotAllowed(NOTHING_CLEARED, "NOTHING_CLEARED")
    book = find_photo_book(event.id)
    if book is not None and is_being_made(book):
        return book
    book = book or PhotoBook(event_id=event.id)
    book.asked_at, book.made_at, book.sha256, book.tag = clock.now(), None, "", ""
    db.session.add(book)
    db.session.flush()
    enqueue_job(JOB_NAME, event=event.id)
    log_photo(event, verb="做相册", subject="活动相册", actor=actor)
    return book


def is_being_made(book: PhotoBook) -> bool:
    """Whether a job is at it; one that began long ago has come to nothing."""
    return book.made_at is None and abs(clock.now() - book.asked_at) < PATIENCE


def keep_photo_book(event_id: int, *, tag: str, sha256: str, size: int, count: int, store: FileStore) -> None:
    """Keep what a job has made; nothing where the event has gone meanwhile."""
    book = find_photo_book(event_id)
    if book is None:
        return
    share_files()
    if not store.has(sha256):
        raise StoreUnavailable("活动相册")
    book.tag, book.sha256, book.size, book.count, book.made_at = tag, sha256, size, count, clock.now()
    db.session.flush()


def forget_photo_book(event_id: int) -> list[str]:
    """Take the album of an event off; its file."""
    gone = delete(PhotoBook).where(PhotoBook.event_id == event_id).returning(PhotoBook.sha256)
    return [sha256 for sha256 in db.session.scalars(gone) if sha256]
