"""What is written in the log of an event about its photos: one entry for a row of photos, not one for each."""

import re

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.extensions import db
from planner.models import Activity, Event, Photo
from planner.nouns import Aggregate
from planner.services.activity import ONCE_IN, name_in_log, record_change
from planner.services.changes import count_change

SUBJECT = "照片"
_BOXES, _LONGEST = "遮脸", 200
_COUNT = re.compile(r"(\d+) 张")


def log_photos(event: Event, count: int, *, verb: str, actor: Actor) -> None:
    """Log that somebody did this with so many photos; who goes on doing it within ten minutes adds to the entry."""
    last = _find_last(event)
    if last is None or not _goes_on(last, verb, actor):
        log_photo(event, verb=verb, after=f"{count} 张", actor=actor)
        return
    found = _COUNT.fullmatch(last.after)
    last.after = f"{count + int(found[1] if found else 0)} 张"
    count_change(event, Aggregate.PHOTOS)
    db.session.flush()


def log_boxes(event: Event, photo: Photo, done: str, *, actor: Actor) -> None:
    """Log what was done to the boxes of a photo; whoever goes on with it adds to the entry."""
    subject = name_photo(photo)
    last = _find_last(event)
    after = f"{last.after}；{done}" if last is not None else ""
    if last is None or not _goes_on(last, _BOXES, actor, subject) or len(after) > _LONGEST:
        log_photo(event, verb=_BOXES, subject=subject, after=done, actor=actor)
        return
    last.after = after
    count_change(event, Aggregate.PHOTOS)
    db.session.flush()


def name_photo(photo: Photo) -> str:
    """What the log calls one photo."""
    return f"{SUBJECT}“{photo.caption or photo.filename}”"


def _find_last(event: Event) -> Activity | None:
    newest = select(Activity).where(Activity.event_id == event.id).order_by(Activity.id.desc())
    return db.session.scalar(newest.limit(1))


def _goes_on(last: Activity, verb: str, actor: Actor, subject: str = SUBJECT) -> bool:
    is_same = (last.verb, last.subject, last.actor) == (verb, subject, name_in_log(actor))
    return is_same and abs(clock.now() - last.at) < ONCE_IN


def log_photo(
    event: Event, *, verb: str, before: str = "", after: str = "", subject: str = SUBJECT, actor: Actor
) -> None:
    """Log one change of the photos."""
    record_change(
        event,
        actor=actor,
        verb=verb,
        subject=subject,
        where="photos",
        before=before,
        after=after,
        aggregate=Aggregate.PHOTOS,
    )
