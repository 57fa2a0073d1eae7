"""The album as a file: made by a job, kept, handed out only while its photos are the same, gone with them."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.enums import JobState
from planner.errors import NotAllowed
from planner.extensions import db
from planner.jobs import photobook as job
from planner.models import JobRecord, Photo, PhotoBook
from planner.papers.photobook import tag_photo_book
from planner.photostates import Clearing
from planner.queries.files import read_file_uses
from planner.queries.photobooks import find_photo_book
from planner.queries.story import read_story
from planner.services.jobs import enqueue_job
from planner.services.photobooks import PATIENCE, ask_for_photo_book
from planner.services.photoerasing import forget_photos
from planner.store import StoreFull, current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.jobsteps import worker
from tests.planner.publicitysteps import book_asked_for, drawn_photo
from tests.planner.reportsteps import EVENING
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import over

InApp = Callable[[], AbstractContextManager[Any]]
# What comes round every day is put in line by the tests.
JOB = replace(job.JOB, daily_at=None)
PRINTED = b"%PDF-1.7"


@pytest.fixture(autouse=True)
def photographed(world: World, in_app: InApp, at: At) -> None:
    """The event is over; of two photos one may leave the house."""
    at(EVENING)
    with in_app():
        over(world)
        drawn_photo(world, 1, caption="南门集合")
        drawn_photo(world, 2, caption="只给自己看", clearing=Clearing.INSIDE)


def kept(world: World) -> PhotoBook:
    """The row of the album."""
    book = find_photo_book(world.event)
    assert book is not None
    return book


def made(app: Flask, world: World, in_app: InApp) -> None:
    """The album was asked for and made."""
    with in_app():
        book_asked_for(world)
    worker(app, JOB).run_due()


def test_album_has_the_photos_that_may_leave_and_no_others(app: Flask, world: World, in_app: InApp) -> None:
    made(app, world, in_app)

    with in_app():
        book = kept(world)
        with current_store().open(book.sha256) as file:
            content = file.read()
        assert (book.count, book.size, book.tag) == (1, len(content), tag_photo_book(read_story(event_of(world))))
        text = "".join(pages_of(content))
        assert ("南门集合" in text, "只给自己看" in text) == (True, False)
        assert book.sha256 in {use.sha256 for use in read_file_uses(now=clock.now(), keep_days=30)}


def test_who_asks_twice_has_it_made_once_until_patience_ends(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        book_asked_for(world)
        book_asked_for(world)
        assert db.session.query(JobRecord).filter_by(kind="photobook").count() == 1
    at(EVENING + PATIENCE)
    with in_app():
        book_asked_for(world)
        assert db.session.query(JobRecord).filter_by(kind="photobook").count() == 2


@pytest.mark.parametrize("change", ["caption", "clearing"])
def test_changed_photos_make_it_another_album(app: Flask, world: World, in_app: InApp, change: str) -> None:
    made(app, world, in_app)

    with in_app():
        photo = drawn_photo(world, 3, clearing=Clearing.CLEARED if change == "clearing" else Clearing.INSIDE)
        if change == "caption":
            photo.caption, photo.clearing = "新来的", Clearing.CLEARED
            db.session.commit()
        assert kept(world).tag != tag_photo_book(read_story(event_of(world)))


@pytest.mark.parametrize(("changes", "stays"), [(False, True), (True, False)])
def test_album_of_other_photos_goes_in_the_night(
    app: Flask, world: World, in_app: InApp, changes: bool, stays: bool
) -> None:
    made(app, world, in_app)
    with in_app():
        sha256 = kept(world).sha256
        if changes:
            db.session.execute(db.update(Photo).values(clearing=Clearing.INSIDE))
        enqueue_job("photobook")
        db.session.commit()

    worker(app, JOB).run_due()

    with in_app():
        assert (find_photo_book(world.event) is not None, current_store().has(sha256)) == (stays, stays)


def test_album_of_nothing_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        forget_photos(event_of(world))
        with pytest.raises(NotAllowed, match="还没有核对过可以对外的照片"):
            ask_for_photo_book(event_of(world), actor=user(world, "周老师"))


def test_album_goes_with_the_photos(app: Flask, world: World, in_app: InApp) -> None:
    made(app, world, in_app)

    with in_app():
        sha256 = kept(world).sha256
        _, files = forget_photos(event_of(world))

        assert find_photo_book(world.event) is None
        assert sha256 in files


def test_event_that_went_meanwhile_keeps_nothing(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        book_asked_for(world)
        db.session.delete(kept(world))
        event_of(world).deleted_at = clock.now()
        db.session.commit()

    worker(app, JOB).run_due()

    with in_app():
        assert find_photo_book(world.event) is None


def test_album_whose_photos_are_erased_while_it_is_printed_leaves_nothing_in_the_store(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erase_meanwhile(_: object) -> bytes:
        with db.engine.begin() as connection:
            connection.execute(db.delete(PhotoBook))
        return PRINTED

    monkeypatch.setattr(job, "print_photo_book", erase_meanwhile)
    made(app, world, in_app)

    with in_app():
        assert find_photo_book(world.event) is None
        assert not current_store().has(hashlib.sha256(PRINTED).hexdigest())


def test_full_disk_is_said_and_the_job_tried_again(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullStore:
        def put(self, _: bytes) -> str:
            raise StoreFull("活动相册")

    monkeypatch.setattr(job, "current_store", FullStore)
    made(app, world, in_app)

    with in_app():
        (record,) = db.session.scalars(db.select(JobRecord).where(JobRecord.kind == "photobook"))
        assert (record.state, record.error) == (JobState.WAITING, "活动相册存不下，看看存文件的地方。")
        assert record.run_after > clock.now() - timedelta(days=1)
