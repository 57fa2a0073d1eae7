"""Jobs that hide faces and look for them: copies are made anew from the original, the old ones leave the store."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from planner.actors import CONSOLE
from planner.enums import JobState
from planner.extensions import db
from planner.intake.pictures.copies import make_copies
from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.results import PictureReading
from planner.jobs import faces as faces_job
from planner.jobs import photos as photos_job
from planner.models import Photo, PhotoCopy
from planner.photoplaces import BoxPlace
from planner.photostates import FaceSearch
from planner.queries.photoboxes import read_boxes, read_search
from planner.services.photoboxes import delete_box, draw_boxes
from planner.services.photocopies import keep_copies, retry_photos, write_copies
from planner.services.photoproposals import begin_search
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.jobsteps import states, worker
from tests.planner.likeness import HARDLY, WELL, make_grainy_photo, measure_likeness
from tests.planner.photosteps import album_of, ready_photo, sent_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
PHOTOS, FACES = replace(photos_job.JOB, daily_at=None), faces_job.JOB
FACE = BoxPlace(2500, 2500, 2000, 3000)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are read here: the child process has tests of its own."""
    monkeypatch.setattr(photos_job, "read_photo", make_copies)


@pytest.fixture
def photo_id(app: Flask, world: World, in_app: InApp) -> int:
    """A photo with its copies."""
    with in_app():
        sent = sent_photo(world, content=make_grainy_photo()).id
    worker(app, PHOTOS).run_due()
    return sent


def hide(world: World, photo_id: int, place: BoxPlace = FACE) -> list[int]:
    """The owner hides a part of it; committed."""
    photo = db.session.get_one(Photo, photo_id)
    numbers = draw_boxes(event_of(world), photo.key, [place], actor=user(world, "周老师"))
    db.session.commit()
    return numbers


def likenesses(photo_id: int) -> list[float]:
    """How much of the face each of its copies shows."""
    copies = db.session.scalars(db.select(PhotoCopy).where(PhotoCopy.photo_id == photo_id)).all()
    assert len(copies) == 4
    return [measure_likeness(read_file(copy.sha256), make_grainy_photo(), FACE) for copy in copies]


def read_file(sha256: str) -> bytes:
    """A file of the store."""
    with current_store().open(sha256) as file:
        return file.read()


def test_hidden_face_is_in_no_copy_and_the_old_ones_leave_the_store(
    app: Flask, world: World, in_app: InApp, photo_id: int
) -> None:
    with in_app():
        old = db.session.scalars(db.select(PhotoCopy.sha256)).all()
        assert min(likenesses(photo_id)) > WELL
        hide(world, photo_id)
        assert [photo.is_drawn for photo in album_of(world).ready] == [False]

    worker(app, PHOTOS).run_due()

    with in_app():
        assert max(likenesses(photo_id)) < HARDLY
        assert [current_store().has(sha256) for sha256 in old] == [False] * 4
        (photo,) = album_of(world).ready
        assert (photo.is_drawn, photo.drawn_number, photo.hidden) == (True, 1, 1)


def test_what_is_hidden_no_more_comes_back_from_the_original(
    app: Flask, world: World, in_app: InApp, photo_id: int
) -> None:
    with in_app():
        (number,) = hide(world, photo_id)
    worker(app, PHOTOS).run_due()
    with in_app():
        dhash, key = db.session.execute(db.select(Photo.dhash, Photo.key)).one()
        delete_box(event_of(world), key, number, actor=user(world, "周老师"))
        db.session.commit()
    worker(app, PHOTOS).run_due()

    with in_app():
        assert min(likenesses(photo_id)) > WELL
        assert db.session.scalar(db.select(Photo.dhash)) == dhash


def test_copies_that_are_outdated_when_they_are_done_are_not_written(
    world: World, in_app: InApp, photo_id: int
) -> None:
    with in_app():
        hide(world, photo_id)
        read = make_copies(make_grainy_photo(), [FACE])
        kept = keep_copies(read, current_store())
        hide(world, photo_id, BoxPlace(0, 0, 1000, 1000))

        store = current_store()
        assert not write_copies(photo_id, read, kept, boxes_number=1, store=store, actor=CONSOLE)
        assert write_copies(photo_id, read, kept, boxes_number=2, store=store, actor=CONSOLE)
        assert not write_copies(photo_id, read, kept, boxes_number=2, store=store, actor=CONSOLE)


def test_photo_that_can_not_be_drawn_anew_stays_inside_and_says_so(
    app: Flask, world: World, in_app: InApp, photo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos_job, "read_photo", lambda *_: PictureReading(PictureFault.TOO_HEAVY))
    with in_app():
        hide(world, photo_id)

    worker(app, PHOTOS).run_due()

    assert states(app)[-1] == (JobState.WAITING, 1, "一张照片没能遮好，先不对外。看看内存够不够。")
    with in_app():
        assert [photo.is_drawn for photo in album_of(world).ready] == [False]
        assert retry_photos(can_read_heic=False, actor=CONSOLE) == 1


@pytest.mark.parametrize(
    ("reading", "search", "count"),
    [
        (PictureReading(faces=(FACE,)), FaceSearch.DONE, 1),
        (PictureReading(), FaceSearch.DONE, 0),
        (PictureReading(PictureFault.TOO_HEAVY), FaceSearch.FAILED, 0),
    ],
)
def test_photo_is_looked_through_once_it_has_copies(
    app: Flask,
    world: World,
    in_app: InApp,
    monkeypatch: pytest.MonkeyPatch,
    reading: PictureReading,
    search: FaceSearch,
    count: int,
) -> None:
    asked = []
    monkeypatch.setattr(photos_job, "can_find_faces", lambda: True)
    monkeypatch.setattr(faces_job, "can_find_faces", lambda: True)
    monkeypatch.setattr(faces_job, "find_faces", lambda _, *, with_care: asked.append(with_care) or reading)
    with in_app():
        photo_id = sent_photo(world).id

    worker(app, PHOTOS, FACES).run_due()

    with in_app():
        assert (read_search(photo_id), len(read_boxes(photo_id).undecided), asked) == (search, count, [False])


def test_photo_is_not_looked_through_where_the_finder_is_gone_by_then(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        ready_photo(world)
        photo_id = db.session.scalars(db.select(Photo.id)).one()
        begin_search(photo_id, actor=CONSOLE)
        db.session.commit()

    worker(app, FACES).run_due()

    with in_app():
        assert read_search(photo_id) is FaceSearch.FAILED
