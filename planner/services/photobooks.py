"""The album of an event as a file: asked for by whoever works on it, made by a job, forgotten with its photos."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from planner import clock
from planner.actors import Actor
from planner.errors import NotAllowed
from planner.extensions import db
from planner.filetypes import PDF
from planner.models import Event, PhotoBook
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.photobooks import find_photo_book
from planner.queries.photos import read_cleared_photos
from planner.services.attachments import KeptFile, hold_file
from planner.services.guard import guard_event, guard_house
from planner.services.jobs import enqueue_job
from planner.services.photolog import log_photo
from planner.store import FileStore

JOB_NAME = "photobook"
LABEL = "活动相册"
# Two hundred photos take half a minute; whoever waits longer may ask again.
PATIENCE = timedelta(minutes=10)
NOTHING_CLEARED = "还没有核对过可以对外的照片，先核对，再做相册。"


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """An album that lies in the store already: of which photos and words (`tag`), of how many photos."""

    tag: str
    sha256: str
    size: int
    count: int


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
    log_photo(event, verb="做相册", subject=LABEL, actor=actor)
    return book


def is_being_made(book: PhotoBook) -> bool:
    """Whether a job is at it; one that began long ago has come to nothing."""
    return book.made_at is None and abs(clock.now() - book.asked_at) < PATIENCE


def keep_photo_book(event_id: int, printed: PrintedBook, *, store: FileStore, actor: Actor) -> bool:
    """Keep what a job has made; False where the album, or its event, was forgotten meanwhile."""
    guard_house(actor)
    lock_aggregate(event_id, Aggregate.PHOTOS)
    book = find_photo_book(event_id)
    if book is None:
        return False
    hold_file(KeptFile(LABEL, LABEL, printed.sha256, PDF.mime, printed.size), store)
    book.tag, book.sha256, book.size = printed.tag, printed.sha256, printed.size
    book.count, book.made_at = printed.count, clock.now()
    db.session.flush()
    return True


def forget_photo_book(event_id: int) -> list[str]:
    """Take the album of an event off; its file."""
    gone = delete(PhotoBook).where(PhotoBook.event_id == event_id).returning(PhotoBook.sha256)
    return [sha256 for sha256 in db.session.scalars(gone) if sha256]
