"""Photos: jobs and people take the lock of the photos before any row, so that none waits for the other in a ring."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Photo, PhotoCopy, PhotoUpload
from planner.nouns import Aggregate
from planner.photoplaces import BoxPlace
from planner.services.erasing import erase_children
from planner.services.photoboxes import draw_boxes
from planner.services.photocopies import keep_copies, write_copies
from planner.services.photos import SentFrom
from planner.services.photouploads import begin_upload, drop_upload
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.locks.conftest import WATCHED_SECONDS
from tests.planner.locks.steps import InApp, Step, locked
from tests.planner.photosteps import reading, ready_photo, sent_photo
from tests.planner.submissions import event_of, user

SENDING = SentFrom(fingerprint="f1")
Meet = Callable[[Step, Step], Future[Any]]


@pytest.fixture
def meet(world: World, app: Flask) -> Meet:
    """`meet(first, second)`: the first has the lock of the photos and acts once the second stands in line for it."""

    def act(second: Step) -> Any:
        with app.app_context():
            result = second()
            db.session.commit()
            return result

    def run(first: Step, second: Step) -> Future[Any]:
        with ThreadPoolExecutor(1) as threads, app.app_context():
            locked(world, Aggregate.PHOTOS)
            other = threads.submit(act, second)
            wait([other], timeout=WATCHED_SECONDS)
            assert not other.done(), "the second did not wait for the first"
            first()
            db.session.commit()
        return other

    return run


def begin(world: World) -> PhotoUpload | None:
    """A file begins to come, or goes on."""
    return begin_upload(event_of(world), "a.jpg", 9, SENDING, store=current_store(), actor=user(world, "周老师"))


def test_copies_that_hide_less_than_was_drawn_meanwhile_are_not_written(
    world: World, in_app: InApp, meet: Meet
) -> None:
    with in_app():
        key = ready_photo(world)
        draw_boxes(event_of(world), key, [BoxPlace(0, 0, 900, 900)], actor=user(world, "周老师"))
        db.session.commit()
        number = db.session.scalars(select(Photo.id)).one()

    def draw_anew() -> bool:
        anew = reading(7)
        copies = keep_copies(anew, current_store())
        return write_copies(number, anew, copies, boxes_number=1, store=current_store(), actor=CONSOLE)

    late = meet(
        lambda: draw_boxes(event_of(world), key, [BoxPlace(5000, 0, 900, 900)], actor=user(world, "周老师")), draw_anew
    )

    assert late.result() is False
    with in_app():
        assert db.session.execute(select(Photo.boxes_number, Photo.drawn_number)).one() == (2, 0)


def test_copies_of_a_photo_that_is_erased_meanwhile_are_not_written(world: World, in_app: InApp, meet: Meet) -> None:
    with in_app():
        number = sent_photo(world).id

    def write() -> bool:
        copies = keep_copies(reading(1), current_store())
        return write_copies(number, reading(1), copies, store=current_store(), actor=CONSOLE)

    late = meet(lambda: erase_children(event_of(world), actor=CONSOLE), write)

    assert late.result() is False
    with in_app():
        assert db.session.scalars(select(PhotoCopy)).all() == []


def test_upload_that_is_begun_again_while_it_is_dropped_ends_in_no_ring(
    world: World, in_app: InApp, meet: Meet
) -> None:
    with in_app():
        upload = begin(world)
        assert upload is not None
        key = upload.key
        db.session.commit()

    late = meet(lambda: begin(world), lambda: drop_upload(event_of(world), key, SENDING, actor=user(world, "周老师")))

    assert late.result() is None
    with in_app():
        assert db.session.scalars(select(PhotoUpload)).all() == []
