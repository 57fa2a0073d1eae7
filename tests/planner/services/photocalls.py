"""How the services about photos are called, and the steps that one can take with them. Importing adds them."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from planner import clock
from planner.extensions import db
from planner.intake.pictures.faults import is_half
from planner.models import PhotoUpload
from planner.photoplaces import BoxPlace
from planner.photostates import BoxVerdict
from planner.services import album, clearing, photoboxes, photolinks, photoproposals, photos
from planner.services.photos import SentFrom
from planner.services.photouploads import KeptPiece, begin_upload
from tests.planner.conftest import World
from tests.planner.filestores import memory_store
from tests.planner.photosteps import READING, album_of, ready_photo, ready_photos, with_proposals
from tests.planner.picturesamples import make_photo
from tests.planner.services.audiences import PLANNERS, STEPPERS, Audience
from tests.planner.services.calls import CALLS, NOBODY, Arguments, Call, on, on_event
from tests.planner.services.loggedsteps import Act, prepares
from tests.planner.submissions import event_of, user

SENDERS: Audience = PLANNERS | {"reader of the team", "reading guest"}
SENDING = SentFrom(fingerprint="f1")
STORE = memory_store()
PLACE, ELSEWHERE = BoxPlace(1000, 2000, 1500, 1500), BoxPlace(5000, 2000, 1500, 1500)


def of_photo(**more: Any) -> Call:
    """A call about one photo."""
    return Call(PLANNERS, lambda world, _: {"key": ready_photo(world), "event": event_of(world), **more})


def of_photos(**more: Any) -> Call:
    """A call about several."""
    return Call(PLANNERS, lambda world, _: {"keys": [ready_photo(world)], "event": event_of(world), **more})


def of_album(**more: Any) -> Call:
    """A call about all of them."""

    def prepare(world: World, _: Path) -> Arguments:
        ready_photo(world, taken="09:00:00")
        return {"event": event_of(world), "album": album_of(world), **more}

    return Call(PLANNERS, prepare)


def begun(world: World) -> PhotoUpload:
    """An upload of the owner."""
    upload = begin_upload(event_of(world), "a.jpg", 9, SENDING, store=STORE, actor=user(world, "周老师"))
    assert upload is not None
    db.session.commit()
    return upload


def of_upload(**more: Any) -> Call:
    """A call about an upload of the owner."""
    return Call(SENDERS, lambda world, _: {"upload": begun(world), "event": event_of(world), **more})


def of_box(**more: Any) -> Call:
    """A call about a box that somebody drew."""
    return Call(PLANNERS, lambda world, _: {"key": boxed(world), "number": 1, "event": event_of(world), **more})


def boxed(world: World) -> str:
    """The key of a photo with a box of the owner."""
    key = ready_photo(world)
    photoboxes.draw_boxes(event_of(world), key, [PLACE], actor=user(world, "周老师"))
    db.session.commit()
    return key


def of_judging(**more: Any) -> Call:
    """A call that says what becomes of a photo."""
    return Call(STEPPERS, lambda world, _: {"key": ready_photo(world), "event": event_of(world), **more})


def kept() -> photos.KeptFile:
    """A photo that lies in the store."""
    return photos.keep_photo("a.jpg", lambda: make_photo(1), store=STORE)


def moved(world: World, _: Path) -> Arguments:
    """A photo to be moved."""
    key = ready_photo(world)
    return {"event": event_of(world), "album": album_of(world), "key": key, "place": album.NewPlace(1)}


def shifted(world: World, _: Path) -> Arguments:
    """A camera whose clock is wrong."""
    ready_photo(world, taken="09:00:00")
    of = album_of(world).photos[0].clock
    return {"event": event_of(world), "of": of, "shift": timedelta(hours=1)}


def dropped(world: World, _: Path) -> Arguments:
    """An upload of the owner, by its key."""
    return {"event": event_of(world), "key": begun(world).key, "sending": SENDING}


CALLS |= {
    "album.assign_photos": of_photos(item="a", title="集合"),
    "album.describe_photo": of_photo(caption="集合"),
    "album.move_photo_to": Call(PLANNERS, moved),
    "album.pick_photos": Call(
        PLANNERS, lambda world, _: {"event": event_of(world), "picked": [ready_photo(world)], "shown": []}
    ),
    "album.remove_photos": of_photos(),
    "album.restore_photos": of_photos(),
    "album.set_cover": of_photo(),
    "album.settle_doubles": of_album(chosen={}),
    "album.shift_clock": Call(PLANNERS, shifted),
    "clearing.clear_photo": of_judging(seen=0),
    "clearing.keep_inside": of_judging(),
    "clearing.withdraw_clearing": of_judging(reason="家长撤回了"),
    "photoboxes.delete_box": of_box(),
    "photoboxes.draw_boxes": of_photo(places=[PLACE]),
    "photoboxes.hide_undecided": of_photo(),
    "photoboxes.judge_box": of_box(verdict=BoxVerdict.SHOWN),
    "photoboxes.move_box": of_box(place=ELSEWHERE),
    "photoboxes.open_guarded_photo": of_photo(),
    "photoproposals.add_proposals": on(NOBODY, photo_id=1, places=(), with_care=False),
    "photoproposals.begin_search": on(NOBODY, photo_id=1),
    "photoproposals.begin_searches": on(NOBODY),
    "photoproposals.search_with_care": of_photo(),
    "photocopies.forget_uploads": Call(NOBODY, lambda _world, _path: {"before": clock.now(), "drop": list}),
    "photocopies.retry_photos": on(NOBODY, can_read_heic=True),
    "photocopies.write_copies": on(NOBODY, photo_id=1, reading=READING, copies=(), store=STORE),
    "photolinks.open_gallery": on_event(
        STEPPERS, ends_on=lambda _: clock.today() + timedelta(days=9), shows_captions=False
    ),
    "photolinks.open_photo_link": on_event(PLANNERS),
    "photos.add_photo": on_event(SENDERS, file=lambda _: kept(), sending=SENDING, store=STORE),
    "photouploads.add_piece": of_upload(piece=KeptPiece(0, 5, STORE.put(b"photo")), store=STORE),
    "photouploads.begin_upload": on_event(SENDERS, filename="a.jpg", size=9, sending=SENDING, store=STORE),
    "photouploads.drop_upload": Call(PLANNERS, dropped),
    "photouploads.finish_upload": of_upload(file=kept(), sending=SENDING, store=STORE),
    "photouploads.refuse_upload": of_upload(refusal=is_half(1, 2)),
}


def owned(function: Any, world: World, *values: Any, **more: Any) -> Act:
    """The step, taken by the owner."""
    return partial(function, event_of(world), *values, actor=user(world, "周老师"), **more)


@prepares(photos.add_photo)
def _send(world: World, _: Path) -> Act:
    return owned(photos.add_photo, world, kept(), SENDING, store=STORE)


@prepares(album.describe_photo)
def _describe(world: World, _: Path) -> Act:
    return owned(album.describe_photo, world, ready_photo(world), "集合")


@prepares(album.set_cover)
def _set_cover(world: World, _: Path) -> Act:
    return owned(album.set_cover, world, ready_photo(world))


@prepares(album.pick_photos)
def _pick(world: World, _: Path) -> Act:
    key = ready_photo(world)
    return owned(album.pick_photos, world, [key], [key])


@prepares(album.assign_photos)
def _assign(world: World, _: Path) -> Act:
    return owned(album.assign_photos, world, [ready_photo(world)], "a", "集合")


@prepares(album.move_photo_to)
def _move(world: World, _: Path) -> Act:
    first, _second = ready_photos(world, ("09:00:00", "09:00:00"))
    return owned(album.move_photo_to, world, album_of(world), first, place=album.NewPlace(1))


@prepares(album.remove_photos)
def _remove(world: World, _: Path) -> Act:
    return owned(album.remove_photos, world, ready_photos(world, ("09:00:00", "10:00:00")))


@prepares(album.restore_photos)
def _restore(world: World, _: Path) -> Act:
    key = ready_photo(world)
    album.remove_photos(event_of(world), [key], actor=user(world, "周老师"))
    return owned(album.restore_photos, world, [key])


@prepares(album.settle_doubles)
def _settle(world: World, _: Path) -> Act:
    for seed in (1, 2):
        ready_photo(world, seed, "09:00:00", dhash=0xF0F0)
    (group,) = album_of(world).doubles
    return owned(album.settle_doubles, world, album_of(world), {group.key: group.best})


@prepares(album.shift_clock)
def _shift(world: World, path: Path) -> Act:
    return partial(album.shift_clock, **shifted(world, path), actor=user(world, "周老师"))


@prepares(photolinks.open_photo_link)
def _open_link(world: World, _: Path) -> Act:
    return owned(photolinks.open_photo_link, world)


@prepares(photolinks.open_gallery)
def _open_gallery(world: World, _: Path) -> Act:
    ends_on = clock.today() + timedelta(days=9)
    return owned(photolinks.open_gallery, world, ends_on, shows_captions=True)


@prepares(photoboxes.draw_boxes)
def _draw(world: World, _: Path) -> Act:
    return owned(photoboxes.draw_boxes, world, ready_photo(world), [PLACE, ELSEWHERE])


@prepares(photoboxes.judge_box)
def _judge(world: World, _: Path) -> Act:
    return owned(photoboxes.judge_box, world, with_proposals(world), 1, BoxVerdict.SHOWN)


@prepares(photoboxes.hide_undecided)
def _hide_rest(world: World, _: Path) -> Act:
    return owned(photoboxes.hide_undecided, world, with_proposals(world))


@prepares(photoboxes.move_box)
def _move_box(world: World, _: Path) -> Act:
    return owned(photoboxes.move_box, world, with_proposals(world), 1, ELSEWHERE)


@prepares(photoboxes.delete_box)
def _delete_box(world: World, _: Path) -> Act:
    key = boxed(world)
    album.describe_photo(event_of(world), key, "集合", actor=user(world, "周老师"))
    return owned(photoboxes.delete_box, world, key, 1)


@prepares(photoproposals.search_with_care)
def _search(world: World, _: Path) -> Act:
    return owned(photoproposals.search_with_care, world, ready_photo(world))


@prepares(clearing.clear_photo)
def _clear(world: World, _: Path) -> Act:
    return owned(clearing.clear_photo, world, ready_photo(world), seen=0)


@prepares(clearing.keep_inside)
def _keep_inside(world: World, _: Path) -> Act:
    return owned(clearing.keep_inside, world, ready_photo(world))


@prepares(clearing.withdraw_clearing)
def _withdraw(world: World, _: Path) -> Act:
    key = ready_photo(world)
    clearing.keep_inside(event_of(world), key, actor=user(world, "周老师"))
    return owned(clearing.withdraw_clearing, world, key, "家长撤回了")
