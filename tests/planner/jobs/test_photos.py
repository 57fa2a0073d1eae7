"""The job that makes the copies of photos, and clears up behind what was never sent to its end."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from planner.enums import JobState
from planner.extensions import db
from planner.intake.pictures.copies import make_copies
from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.results import PictureReading
from planner.jobs import photos as job
from planner.models import JobRecord, Photo, PhotoCopy, PhotoUpload
from planner.photoplaces import BoxPlace
from planner.photostates import PhotoState
from planner.queries.files import read_file_uses
from planner.queries.photos import list_pieces
from planner.services.jobs import enqueue_job
from planner.services.photos import SentFrom
from planner.services.photouploads import KeptPiece, add_piece, begin_upload, drop_upload
from planner.store import current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.jobsteps import states, worker
from tests.planner.photosteps import album_of, sent_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
# What comes round every day is put in line by the tests.
JOB = replace(job.JOB, daily_at=None)
NOON = datetime(2027, 6, 2, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are read here: the child process has tests of its own."""
    monkeypatch.setattr(job, "read_photo", make_copies)


def put_in_line() -> None:
    """The job of the day; committed."""
    enqueue_job("photos")
    db.session.commit()


def test_photo_gets_its_copies_once(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        photo_id = sent_photo(world).id
        enqueue_job("photos", photo=photo_id)
        db.session.commit()

    assert worker(app, JOB).run_due() == 2

    with in_app():
        photo = db.session.get_one(Photo, photo_id)
        copies = db.session.scalars(db.select(PhotoCopy)).all()
        assert (photo.state, photo.width, photo.height, len(photo.dhash)) == (PhotoState.READY, 64, 48, 16)
        assert [(copy.edge, copy.mime) for copy in copies] == [
            (1600, "image/webp"),
            (1600, "image/jpeg"),
            (400, "image/webp"),
            (400, "image/jpeg"),
        ]
        assert all(current_store().has(copy.sha256) for copy in copies)
        uses = [use.sha256 for use in read_file_uses(now=NOON, keep_days=30)]
        assert set(uses) == {photo.sha256, *(copy.sha256 for copy in copies)}
        assert [found.key for found in album_of(world).ready] == [photo.key]
    assert {state for state, _, _ in states(app)} == {JobState.DONE}


@pytest.mark.parametrize("fault", [PictureFault.BROKEN, PictureFault.TOO_HEAVY, PictureFault.NO_READER])
def test_photo_that_cannot_be_read_says_why_and_stays(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch, fault: PictureFault
) -> None:
    monkeypatch.setattr(job, "read_photo", lambda *_: PictureReading(fault))
    with in_app():
        sha256 = sent_photo(world).sha256

    worker(app, JOB).run_due()

    with in_app():
        (photo,) = album_of(world).unreadable
        assert (photo.fault, bool(photo.sentence), current_store().has(sha256)) == (fault.value, True, True)


@pytest.mark.parametrize("is_there", [True, False])
def test_photo_without_a_reader_is_tried_again_once_there_is_one(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    monkeypatch.setattr(job, "read_photo", lambda *_: PictureReading(PictureFault.NO_READER))
    with in_app():
        sent_photo(world)
    worker(app, JOB).run_due()

    monkeypatch.setattr(job, "read_photo", make_copies)
    monkeypatch.setattr(job, "find_spec", lambda _: object() if is_there else None)
    with in_app():
        put_in_line()
    worker(app, JOB).run_due()

    with in_app():
        assert len(album_of(world).ready) == is_there


def test_photo_whose_file_is_gone_fails_with_a_sentence(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        current_store().remove([sent_photo(world).sha256])

    worker(app, JOB).run_due()

    assert states(app) == [(JobState.WAITING, 1, "一张照片的原件读不出来，看看存文件的地方。")]


def test_copies_of_a_photo_whose_boxes_change_meanwhile_leave_nothing_in_the_store(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def draw_meanwhile(content: bytes, veils: Sequence[BoxPlace] = ()) -> PictureReading:
        with db.engine.begin() as connection:
            connection.execute(db.update(Photo).values(boxes_number=1))
        reading = make_copies(content, veils)
        made.extend(hashlib.sha256(copy.content).hexdigest() for copy in reading.copies)
        return reading

    monkeypatch.setattr(job, "read_photo", draw_meanwhile)
    with in_app():
        sent_photo(world)
    worker(app, JOB).run_due()

    with in_app():
        assert (len(made), [sha256 for sha256 in made if current_store().has(sha256)]) == (4, [])


def test_photo_that_was_removed_is_not_read(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "read_photo", lambda *_: pytest.fail("nobody will see it"))
    with in_app():
        sent_photo(world).removed_at = NOON
        db.session.commit()

    assert worker(app, JOB).run_due() == 1


def upload_piece(world: World, fingerprint: str, content: bytes) -> PhotoUpload:
    """An upload of which a piece has come; committed."""
    owner, store = user(world, "周老师"), current_store()
    sending = SentFrom(fingerprint=fingerprint)
    upload = begin_upload(event_of(world), "a.jpg", 100, sending, store=store, actor=owner)
    assert upload is not None
    piece = KeptPiece(0, len(content), store.put(content))
    add_piece(event_of(world), upload, piece, store=store, actor=owner)
    db.session.commit()
    return upload


def test_pieces_of_a_dropped_upload_leave_the_store(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        first, second = upload_piece(world, "f1", b"one"), upload_piece(world, "f2", b"both")
        upload_piece(world, "f3", b"both")
        pieces = [*list_pieces(first.id), *list_pieces(second.id)]
        for upload in (first, second):
            drop_upload(event_of(world), upload.key, SentFrom(), actor=user(world, "周老师"))
        db.session.commit()

    worker(app, JOB).run_due()

    with in_app():
        assert [current_store().has(sha256) for sha256 in pieces] == [False, True]


@pytest.mark.parametrize(("hours", "left"), [(47, 1), (49, 0)])
def test_upload_that_nobody_goes_on_with_is_given_up(
    app: Flask, world: World, in_app: InApp, at: At, hours: int, left: int
) -> None:
    at(NOON)
    with in_app():
        sha256 = list_pieces(upload_piece(world, "f1", b"one").id)[0]
    at(NOON + timedelta(hours=hours))
    with in_app():
        put_in_line()

    worker(app, JOB).run_due()

    with in_app():
        assert len(db.session.scalars(db.select(PhotoUpload)).all()) == left
        assert current_store().has(sha256) == bool(left)
        done = db.session.scalars(db.select(JobRecord).order_by(JobRecord.id.desc())).first()
        assert done is not None
        assert job.describe(done.result) == f"放弃没传完的 {1 - left} 张，重新处理 0 张"
    assert job.describe({}) == ""
