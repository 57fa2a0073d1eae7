"""The album of an event is printed in a press of its own, some pages at a time, while others may write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.actors import Actor
from planner.errors import JobFailed
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.papers.photobook import print_photo_book, tag_photo_book
from planner.queries.events import find_event
from planner.queries.story import read_story
from planner.services.joblease import JobOrder
from planner.services.photobooks import JOB_NAME, keep_photo_book
from planner.store import StoreFull, StoreUnavailable, current_store


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """An album that lies in the store already."""

    tag: str
    sha256: str
    size: int
    count: int


def print_book(order: JobOrder) -> PrintedBook | None:
    """Print the album and put it into the store; None for an event that is gone."""
    event = find_event(order.payload["event"])
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
    """Keep what was printed; returns of how many photos."""
    book: PrintedBook | None = order.prepared
    if book is None:
        return None
    keep_photo_book(
        order.payload["event"],
        tag=book.tag,
        sha256=book.sha256,
        size=book.size,
        count=book.count,
        store=current_store(),
    )
    return {"photos": book.count}


def describe(result: Mapping[str, Any]) -> str:
    """The number in words."""
    return f"{result['photos']} 张照片的相册" if result else ""


JOB = JobKind(name=JOB_NAME, label="做活动相册", prepare=print_book, run=keep_book, describe=describe)
