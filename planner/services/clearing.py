"""Whether a photo may leave the house: somebody with an account says so of this photo, and may take it back."""

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotAllowed
from planner.models import Event, Photo
from planner.permissions import can_take_steps
from planner.photostates import Clearing
from planner.queries.photoboxes import read_boxes
from planner.services.evidence import void_set
from planner.services.guard import guard_event
from planner.services.photoboxes import open_guarded_photo
from planner.services.photolog import log_photo, name_photo

LONGEST_REASON = 60


def clear_photo(event: Event, key: str, *, seen: int, actor: Actor) -> None:
    """Say that everybody on a photo agrees to its publication or is hidden: it may leave the house.

    `seen` is the number of the boxes that whoever says so has looked at. Raises BadInput OPEN while a box is undecided,
    NotAllowed CHANGED where somebody else has changed the boxes meanwhile.
    """
    photo = _guard_judging(event, key, actor)
    boxes = read_boxes(photo.id)
    if photo.boxes_number != seen:
        raise NotAllowed("刚才有人改过这张的框，看看现在的样子，再点一次。", "CHANGED")
    if boxes.undecided:
        numbers = "、".join(str(box.number) for box in boxes.undecided)
        raise BadInput(f"第 {numbers} 处还没定。点“遮”或“不用遮”；拿不准就遮。", "OPEN")
    if photo.clearing is not Clearing.CLEARED:
        after = f"看过，可以对外，遮了 {len(boxes.hidden)} 处"
        _judge(event, photo, Clearing.CLEARED, actor, verb="核对", after=after)


def keep_inside(event: Event, key: str, *, actor: Actor) -> None:
    """Say that a photo stays in the house."""
    photo = _guard_judging(event, key, actor)
    if photo.clearing is not Clearing.INSIDE:
        _judge(event, photo, Clearing.INSIDE, actor, verb="核对", after="只留校内")


def withdraw_clearing(event: Event, key: str, reason: str, *, actor: Actor) -> None:
    """Take back what was said of a photo: it is to be looked at again. Raises BadInput without a reason."""
    photo = _guard_judging(event, key, actor)
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST_REASON:
        sentence = f"写一句为什么收回，最多 {LONGEST_REASON} 个字"
        raise BadInput(f"{sentence}，现在是 {len(words):,} 个。" if words else f"{sentence}。", field="reason")
    if photo.clearing is not Clearing.UNCHECKED:
        before = photo.clearing.label
        _judge(event, photo, Clearing.UNCHECKED, actor, verb="收回核对", before=before, after=words)


def _guard_judging(event: Event, key: str, actor: Actor) -> Photo:
    guard_event(event, actor, can_take_steps)
    return open_guarded_photo(event, key, actor)


def _judge(event: Event, photo: Photo, clearing: Clearing, actor: Actor, *, verb: str, **words: str) -> None:
    if photo.clearing is Clearing.CLEARED:
        void_set(event.id, [photo])
    is_judged = clearing is not Clearing.UNCHECKED
    photo.clearing = clearing
    photo.cleared_by_id, photo.cleared_at = (actor.id, clock.now()) if is_judged else (None, None)
    log_photo(event, verb=verb, subject=name_photo(photo), actor=actor, **words)
