"""What may leave the house is said in Python and in SQL: both say the same of every photo."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import product
from typing import Any

from planner import clock
from planner.extensions import db
from planner.models import Photo, PhotoCopy
from planner.photostates import Clearing, PhotoState, may_leave
from planner.queries.photos import read_cleared_photos
from tests.planner.conftest import World
from tests.planner.photosteps import album_of, ready_photos
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
CASES = tuple(product(Clearing, PhotoState, (False, True)))


def test_photos_that_may_leave_are_the_same_in_both_languages(world: World, in_app: InApp) -> None:
    with in_app():
        keys = ready_photos(world, [f"09:{minute:02d}:00" for minute in reversed(range(len(CASES)))])
        for key, (clearing, state, is_removed) in zip(keys, CASES, strict=True):
            photo = db.session.scalars(db.select(Photo).where(Photo.key == key)).one()
            photo.clearing, photo.state, photo.removed_at = clearing, state, clock.now() if is_removed else None
        db.session.commit()

        cleared = read_cleared_photos(event_of(world))

        assert {found.photo.key for found in cleared} == {
            photo.key for photo in album_of(world).all_photos if may_leave(photo)
        }
        assert [found.photo.key for found in cleared] == [
            keys[CASES.index((Clearing.CLEARED, PhotoState.READY, False))]
        ]


def test_cleared_photos_stand_in_order_and_bring_their_large_copy(world: World, in_app: InApp) -> None:
    with in_app():
        keys = ready_photos(world, ("10:00:00", "09:00:00"))
        db.session.execute(db.update(Photo).values(clearing=Clearing.CLEARED))

        cleared = read_cleared_photos(event_of(world))

        assert [found.photo.key for found in cleared] == [keys[1], keys[0]]
        copies = {copy.key: copy.sha256 for copy in _large_copies()}
        assert [found.sha256 for found in cleared] == [copies[keys[1]], copies[keys[0]]]


def _large_copies() -> Any:
    wanted = db.select(Photo.key, PhotoCopy.sha256).join(PhotoCopy, PhotoCopy.photo_id == Photo.id)
    return db.session.execute(wanted.where(PhotoCopy.edge == 1600, PhotoCopy.mime == "image/jpeg"))
