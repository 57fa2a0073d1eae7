"""The album of an event is printed in a press of its own, some pages at a time; outdated ones go every night."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.errors import JobFailed
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.jobs.photos import remove_files
from planner.papers.photobook import print_photo_book, tag_photo_book
from planner.queries.events import find_event
from planner.queries.photobooks import list_made_books
from planner.queries.story import read_story
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.services.photobooks import JOB_NAME, PrintedBook, forget_photo_book, keep_photo_book
from planner.store import StoreFull, StoreUnavailable, current_store


def prepare(order: JobOrder) -> PrintedBook | list[int] | None:
    """Print the album that is asked for; of the day, find those that may be handed out no more."""
    if "files" in order.payload:
        return None
    return print_book(order.payload["event"]) if "event" in order.payload else list_outdated()


def list_outdated() -> list[int]:
    """The events whose album was made of other photos, or with other words, than there are now."""
    found = []
    for book in list_made_books():
        event = find_event(book.event_id)
        if event is None or tag_photo_book(read_story(event)) != book.tag:
            found.append(book.event_id)
    db.session.rollback()
    return found


def print_book(event_id: int) -> PrintedBook | None:
    """Print the album of an event and put it into the store; None for an event that is gone."""
    event = find_event(event_id)
    if event is None:
        return None
    story = read_story(event)
    db.session.rollback()
    content = print_photo_book(story)
    try:
        sha256 = current_store().put(content)
    except (StoreFull, StoreUnavailable) as fault:
        raise JobFailed("活动相册存不下，看看存文件的地方。") from fault
    return PrintedBook(tag_photo_book(story), sha256, len(content), len(story.photos))


def keep_book(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    """Keep what was printed, or take albums off that are outdated; returns how many photos or albums.

    Files of albums that nobody keeps any more leave the store.
    """
    if "files" in order.payload:
        remove_files(order.payload["files"])
        return None
    if "event" not in order.payload:
        files = [file for event_id in order.prepared for file in forget_photo_book(event_id)]
        remove_files(files)
        return {"outdated": len(files)}
    book: PrintedBook | None = order.prepared
    if book is None:
        return None
    if not keep_photo_book(order.payload["event"], book, store=current_store(), actor=actor):
        # Its photos were erased meanwhile: it goes at once, not with the files of the night.
        enqueue_job(JOB_NAME, files=[book.sha256])
        return None
    return {"photos": book.count}


def describe(result: Mapping[str, Any]) -> str:
    """The number in words."""
    if "outdated" in result:
        return f"去掉 {result['outdated']} 本照片已经变了的相册"
    return f"{result['photos']} 张照片的相册" if result else ""


JOB = JobKind(name=JOB_NAME, label="做活动相册", prepare=prepare, run=keep_book, describe=describe, daily_at=4)
