"""What is made of the photos of an event: words, order, picks, what they show; removed, and taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, Photo
from planner.models.row import new_key
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.photostates import PhotoState
from planner.pictures import CameraClock, PhotoAlbum, tell_sender_apart
from planner.pictures.order import move_photo
from planner.pictures.phoneclocks import tell_span
from planner.queries.changes import lock_aggregate
from planner.queries.photos import count_photos, find_photo
from planner.services.evidence import void_set
from planner.services.guard import guard_event
from planner.services.jobs import enqueue_job
from planner.services.photolog import log_photo
from planner.services.photos import JOB_NAME, refuse_full

LONGEST_CAPTION = 60
MOST_SHIFT = timedelta(days=366 * 30)
GONE = "这张照片已经删掉或不在这里。"


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where a photo goes: `by` so many places further, or right `after` another one, or right `before` it."""

    by: int = 0
    after: str = ""
    before: str = ""

    def find(self, key: str, keys: Sequence[str]) -> int | None:
        """Its number among the others of these keys; None where it, or the other one, does not stand there."""
        others = [other for other in keys if other != key]
        beside = self.after or self.before
        if key not in keys or (beside and beside not in others):
            return None
        return others.index(beside) + bool(self.after) if beside else keys.index(key) + self.by


def describe_photo(event: Event, key: str, caption: str, *, actor: Actor) -> None:
    """Write what stands under a photo; raises BadInput for more than a line."""
    photo = _find_guarded(event, key, actor)
    text = " ".join(caption.split())
    if len(text) > LONGEST_CAPTION:
        raise BadInput(f"说明最多 {LONGEST_CAPTION} 个字，现在是 {len(text):,} 个。", field="caption")
    if text != photo.caption:
        before, photo.caption = photo.caption, text
        log_photo(event, verb="写说明", before=before, after=text, actor=actor)


def set_cover(event: Event, key: str, *, actor: Actor) -> None:
    """Make a photo the one that stands for the event; there is one at the most."""
    photo = _find_guarded(event, key, actor)
    if photo.is_cover:
        return
    db.session.execute(update(Photo).where(Photo.event_id == event.id, Photo.is_cover).values(is_cover=False))
    photo.is_cover = True
    log_photo(event, verb="换封面", after=photo.caption or photo.filename, actor=actor)


def pick_photos(event: Event, picked: Collection[str], shown: Collection[str], *, actor: Actor) -> int:
    """Of the photos that were shown, pick these for the summary and no others; returns how many are picked in all."""
    photos = _list_guarded(event, shown, actor)
    changed = [photo for photo in photos if photo.is_picked != (photo.key in picked)]
    for photo in changed:
        photo.is_picked = not photo.is_picked
    count = _count_picked(event)
    if changed:
        log_photo(event, verb="选进总结", after=f"{count} 张", actor=actor)
    return count


def _count_picked(event: Event) -> int:
    db.session.flush()
    picked = (Photo.event_id == event.id, Photo.is_picked, Photo.removed_at.is_(None))
    return len(db.session.scalars(select(Photo.id).where(*picked)).all())


def assign_photos(event: Event, keys: Collection[str], item: str, title: str, *, actor: Actor) -> int:
    """Say which item of the schedule these photos show, by its key and its title; returns how many were meant."""
    photos = _list_guarded(event, keys, actor)
    changed = [photo for photo in photos if photo.item != item]
    for photo in changed:
        photo.item = item
    if changed:
        log_photo(event, verb="归到日程", after=f"{title}，{len(changed)} 张", actor=actor)
    return len(photos)


def move_photo_to(event: Event, album: PhotoAlbum, key: str, *, place: NewPlace, actor: Actor) -> None:
    """Move a photo to that place among those that it stands with."""
    _find_guarded(event, key, actor)
    here = album.wall.find_section(key)
    index = place.find(key, [photo.key for photo in here])
    if index is None:
        raise NotFound("排顺序只在同一天、同一项日程里面。")
    positions = move_photo(here, key, index)
    for row in _list_guarded(event, positions, actor):
        row.position = positions[row.key]
    if positions:
        log_photo(event, verb="排顺序", after="1 张", actor=actor)


def remove_photos(event: Event, keys: Collection[str], *, actor: Actor) -> int:
    """Take these photos off; they can be taken back for 30 days. Returns how many there were."""
    photos = _list_guarded(event, keys, actor)
    _take_off(event, photos)
    if photos:
        log_photo(event, verb="删", after=f"{len(photos)} 张", actor=actor)
    return len(photos)


def _take_off(event: Event, photos: Sequence[Photo]) -> None:
    void_set(event.id, photos)
    for photo in photos:
        photo.removed_at, photo.is_cover = clock.now(), False


def restore_photos(event: Event, keys: Collection[str], *, actor: Actor) -> int:
    """Take removed photos back; returns how many. Raises BadInput FULL where the event has no room for them."""
    _guard_album(event, actor)
    wanted = select(Photo).where(Photo.event_id == event.id, Photo.key.in_(keys), Photo.removed_at.is_not(None))
    photos = db.session.scalars(wanted.order_by(Photo.id)).all()
    if photos:
        refuse_full(count_photos(event.id) + len(photos) - 1)
    for photo in photos:
        photo.removed_at = None
        if photo.state is PhotoState.WAITING or photo.drawn_number != photo.boxes_number:
            enqueue_job(JOB_NAME, photo=photo.id)
    if photos:
        log_photo(event, verb="找回", after=f"{len(photos)} 张", actor=actor)
    return len(photos)


def settle_doubles(event: Event, album: PhotoAlbum, chosen: Mapping[str, str], *, actor: Actor) -> list[str]:
    """Of each group of doubles, by its key, keep the photo that was chosen, or all of them where none is.

    Returns the keys of those that were removed. A group that is another one by now is left.
    """
    _guard_album(event, actor)
    removed, together = [], 0
    for group in (group for group in album.doubles if group.key in chosen):
        keys = {photo.key for photo in group.photos}
        if (kept := chosen[group.key]) in keys:
            removed += sorted(keys - {kept})
        elif not kept:
            beside = Photo.event_id == event.id, Photo.key.in_(keys)
            db.session.execute(update(Photo).where(*beside).values(kept_with=new_key()))
            together += 1
    _take_off(event, _list_guarded(event, removed, actor))
    if removed or together:
        words = (f"删 {len(removed)} 张" if removed else "", f"{together} 组都留" if together else "")
        log_photo(event, verb="看重复的", after="，".join(filter(None, words)), actor=actor)
    return removed


def shift_clock(event: Event, of: CameraClock, shift: timedelta, *, actor: Actor) -> int:
    """Put on the clock of a camera, or back: all its photos were taken so much later; returns how many.

    Raises BadInput for nothing, or for more than any clock is wrong.
    """
    _guard_album(event, actor)
    minutes = round(shift.total_seconds() / 60)
    if not minutes or abs(shift) > MOST_SHIFT:
        raise BadInput("写差了多少：天、小时、分钟至少写一个，最多差 30 年。", field="hours")
    photos = [photo for photo in _of_camera(event, of) if _has_time(photo, shift)]
    for photo in photos:
        photo.clock_shift_minutes += minutes
    if photos:
        words = f"{'加' if minutes > 0 else '减'} {tell_span(minutes)}，{len(photos)} 张"
        log_photo(event, verb="校时间", subject=of.label, after=words, actor=actor)
    return len(photos)


def _of_camera(event: Event, of: CameraClock) -> list[Photo]:
    taken = (Photo.event_id == event.id, Photo.camera == of.camera, Photo.taken_at.is_not(None))
    found = db.session.scalars(select(Photo).where(*taken))
    return [photo for photo in found if tell_sender_apart(photo.user_id, photo.link_id, photo.phone) == of.by]


def _has_time(photo: Photo, shift: timedelta) -> bool:
    """Whether calendars reach so far: a camera may think that it is the year 1 or 9999."""
    try:
        return photo.taken is not None and bool(photo.taken + shift)
    except OverflowError:
        return False


def _guard_album(event: Event, actor: Actor) -> None:
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PHOTOS)


def _find_guarded(event: Event, key: str, actor: Actor) -> Photo:
    _guard_album(event, actor)
    photo = find_photo(event.id, key)
    if photo is None:
        raise NotFound(GONE)
    return photo


def _list_guarded(event: Event, keys: Collection[str], actor: Actor) -> list[Photo]:
    _guard_album(event, actor)
    wanted = select(Photo).where(Photo.event_id == event.id, Photo.key.in_(keys), Photo.removed_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Photo.id)))
