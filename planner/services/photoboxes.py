"""Boxes around faces, drawn, moved and judged by people; what changes on a photo has to be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, Photo, PhotoBox
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.photoplaces import BoxPlace
from planner.photostates import BoxOrigin, BoxVerdict, Clearing, PhotoState
from planner.queries.changes import lock_aggregate
from planner.queries.photoboxes import find_box
from planner.queries.photos import find_photo
from planner.services.album import GONE
from planner.services.evidence import void_set
from planner.services.guard import guard_event
from planner.services.jobs import enqueue_job
from planner.services.photolog import log_boxes
from planner.services.photos import JOB_NAME

MOST_BOXES = 200
_LONGEST_NAME = 40
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class NewBox:
    """A box to be added: where, who says so, what becomes of it."""

    place: BoxPlace
    origin: BoxOrigin = BoxOrigin.DRAWN
    verdict: BoxVerdict = BoxVerdict.HIDDEN


def draw_boxes(event: Event, key: str, places: Sequence[BoxPlace], *, actor: Actor) -> list[int]:
    """Hide these parts of a photo; returns the numbers of the boxes.

    Raises BadInput for none, and where there would be more than anybody can look through.
    """
    photo = open_guarded_photo(event, key, actor)
    if not places:
        raise BadInput("先画一处，或者勾几格。", "NOTHING")
    refuse_too_many(photo, len(places))
    numbers = add_boxes(photo, [NewBox(place) for place in places], drawn_by=actor.name[:_LONGEST_NAME])
    note_change(photo, is_seen=True)
    log_boxes(event, photo, f"画了{_name(numbers)}", actor=actor)
    return numbers


def judge_box(event: Event, key: str, number: int, verdict: BoxVerdict, *, actor: Actor) -> None:
    """Say whether what a box is around is hidden; one that is so already stays."""
    photo = open_guarded_photo(event, key, actor)
    box = _find(photo, number)
    if box.verdict is verdict:
        return
    is_seen = BoxVerdict.HIDDEN in (box.verdict, verdict)
    box.verdict = verdict
    note_change(photo, is_seen=is_seen)
    log_boxes(event, photo, f"第 {number} 处{verdict.label}", actor=actor)


def hide_undecided(event: Event, key: str, *, actor: Actor) -> int:
    """Hide all that was found and that nobody has judged; returns how many boxes that were."""
    photo = open_guarded_photo(event, key, actor)
    wanted = select(PhotoBox).where(PhotoBox.photo_id == photo.id, PhotoBox.verdict == BoxVerdict.OPEN)
    boxes = db.session.scalars(wanted.order_by(PhotoBox.number)).all()
    for box in boxes:
        box.verdict = BoxVerdict.HIDDEN
    if boxes:
        note_change(photo, is_seen=True)
        log_boxes(event, photo, f"{_name([box.number for box in boxes]).lstrip()}都遮", actor=actor)
    return len(boxes)


def move_box(event: Event, key: str, number: int, place: BoxPlace, *, actor: Actor) -> None:
    """Put a box elsewhere, or make it larger or smaller."""
    photo = open_guarded_photo(event, key, actor)
    box = _find(photo, number)
    if (box.x, box.y, box.width, box.height) == (place.left, place.top, place.width, place.height):
        return
    box.x, box.y, box.width, box.height = place.left, place.top, place.width, place.height
    note_change(photo, is_seen=box.verdict is BoxVerdict.HIDDEN)
    log_boxes(event, photo, f"挪了第 {number} 处", actor=actor)


def delete_box(event: Event, key: str, number: int, *, actor: Actor) -> BoxPlace:
    """Take a box away that somebody drew; returns where it was. Raises BadInput for one that was found."""
    photo = open_guarded_photo(event, key, actor)
    box = _find(photo, number)
    if box.origin is BoxOrigin.FOUND:
        raise BadInput("找到的框不删，不用遮就点“不用遮”。", "FOUND")
    place = BoxPlace(box.x, box.y, box.width, box.height)
    db.session.delete(box)
    note_change(photo, is_seen=box.verdict is BoxVerdict.HIDDEN)
    log_boxes(event, photo, f"删了第 {number} 处", actor=actor)
    return place


def open_guarded_photo(event: Event, key: str, actor: Actor) -> Photo:
    """The photo of that key under the lock of the photos, for whoever works on the event; it must be there to see."""
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    photo = find_photo(event.id, key)
    if photo is None or photo.state is not PhotoState.READY:
        raise NotFound(GONE)
    return photo


def add_boxes(photo: Photo, boxes: Sequence[NewBox], *, drawn_by: str = "") -> list[int]:
    """Add boxes to a photo that is locked; returns their numbers, which none of its boxes ever had."""
    numbers = range(photo.last_box + 1, photo.last_box + 1 + len(boxes))
    for number, box in zip(numbers, boxes, strict=True):
        place = {"x": box.place.left, "y": box.place.top, "width": box.place.width, "height": box.place.height}
        told = {"origin": box.origin, "verdict": box.verdict, "drawn_by": drawn_by}
        db.session.add(PhotoBox(photo_id=photo.id, number=number, **place, **told))
    photo.last_box += len(boxes)
    return list(numbers)


def refuse_too_many(photo: Photo, more: int) -> None:
    """Raise BadInput FULL where a photo would have more boxes than anybody can look through."""
    count = db.session.scalar(select(func.count()).where(PhotoBox.photo_id == photo.id)) or 0
    if count + more > MOST_BOXES:
        raise BadInput(f"一张照片最多画 {MOST_BOXES} 处，已经有 {count} 处。", "FULL")


def note_change(photo: Photo, *, is_seen: bool) -> None:
    """After a change of its boxes a photo is cleared no more; where the change `is_seen`, its copies are made anew."""
    if is_seen or photo.clearing is Clearing.CLEARED:
        void_set(photo.event_id, [photo])
    was_drawn = photo.drawn_number == photo.boxes_number
    photo.boxes_number += 1
    if is_seen:
        enqueue_job(JOB_NAME, photo=photo.id)
    elif was_drawn:
        photo.drawn_number = photo.boxes_number
    if photo.clearing is Clearing.CLEARED:
        photo.clearing, photo.cleared_by_id, photo.cleared_at = Clearing.UNCHECKED, None, None


def _find(photo: Photo, number: int) -> PhotoBox:
    box = find_box(photo, number)
    if box is None:
        raise NotFound("这一处已经删掉了。")
    return box


def _name(numbers: Sequence[int]) -> str:
    """第 3、4 处; of many only how many."""
    return f"第 {'、'.join(map(str, numbers))} 处" if len(numbers) <= _MOST_NAMED else f" {len(numbers)} 处"
