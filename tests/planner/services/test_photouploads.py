"""Photos that come piece by piece: what came stays, wherever the connection broke."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.intake.pictures.faults import MOST_BYTES, BadPicture, PictureFault, is_half
from planner.models import JobRecord, Photo, PhotoPiece, PhotoUpload
from planner.queries.photos import list_pieces
from planner.services import photos
from planner.services.photos import NearlyFull, SentFrom, keep_photo
from planner.services.photouploads import (
    KeptPiece,
    add_piece,
    begin_upload,
    drop_upload,
    find_upload,
    finish_upload,
    join_pieces,
    refuse_upload,
)
from planner.store import current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.photosteps import sent_photo
from tests.planner.picturesamples import make_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NOON = datetime(2027, 6, 2, 4, tzinfo=UTC)
CONTENT = make_photo(1)
SENDING = SentFrom(fingerprint="f1")


def begin(world: World, size: int = len(CONTENT), *, sending: SentFrom = SENDING, name: str = "周老师") -> Any:
    """An upload of a file of that size; committed."""
    upload = begin_upload(event_of(world), "IMG_1.jpg", size, sending, store=current_store(), actor=user(world, name))
    db.session.commit()
    return upload


def send(world: World, upload: PhotoUpload, start: int, content: bytes) -> int:
    """A piece of it; committed."""
    piece = KeptPiece(start, len(content), current_store().put(content))
    received = add_piece(event_of(world), upload, piece, store=current_store(), actor=user(world, "周老师"))
    db.session.commit()
    return received


def finish(world: World, upload: PhotoUpload) -> Photo | None:
    """Make a photo of what came; committed."""
    store = current_store()
    content = join_pieces(list_pieces(upload.id), store)
    file = keep_photo(upload.filename, lambda: content, store=store)
    photo = finish_upload(event_of(world), upload, file, SENDING, store=store, actor=user(world, "周老师"))
    db.session.commit()
    return photo


def test_pieces_become_the_photo_and_go(world: World, in_app: InApp) -> None:
    with in_app():
        upload = begin(world)
        assert send(world, upload, 0, CONTENT[:500]) == 500
        assert send(world, upload, 500, CONTENT[500:]) == len(CONTENT)
        pieces = list_pieces(upload.id)

        photo = finish(world, upload)

        assert photo is not None
        with current_store().open(photo.sha256) as file:
            assert file.read() == CONTENT
        assert (photo.filename, photo.size, photo.fingerprint) == ("IMG_1.jpg", len(CONTENT), "f1")
        assert db.session.scalars(db.select(PhotoUpload)).all() == []
        assert db.session.scalars(db.select(PhotoPiece)).all() == []
        jobs = db.session.scalars(db.select(JobRecord).order_by(JobRecord.id)).all()
        assert [job.payload for job in jobs] == [{"photo": photo.id}, {"pieces": pieces}]


def test_same_phone_goes_on_where_it_was(world: World, in_app: InApp) -> None:
    with in_app():
        upload = begin(world)
        send(world, upload, 0, CONTENT[:500])

        again = begin(world)

        assert (again.id, again.received) == (upload.id, 500)
        assert begin(world, sending=SentFrom(fingerprint="f2")).id != upload.id
        assert begin(world, name="管理员").received == 0


def test_piece_that_comes_twice_or_too_early_changes_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        upload = begin(world)
        send(world, upload, 0, CONTENT[:500])

        assert [send(world, upload, start, CONTENT[start : start + 100]) for start in (0, 400, 600)] == [500] * 3
        assert send(world, upload, 500, CONTENT[500:]) == len(CONTENT)
        assert join_pieces(list_pieces(upload.id), current_store()) == CONTENT


def test_more_than_was_said_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        upload = begin(world, 10)
        with pytest.raises(BadInput, match="传来的比说好的长"):
            send(world, upload, 0, bytes(11))

        assert (upload.received, send(world, upload, 0, bytes(10))) == (0, 10)


def test_what_somebody_has_sent_is_not_asked_for_again(world: World, in_app: InApp) -> None:
    with in_app():
        upload = begin(world)
        send(world, upload, 0, CONTENT)
        photo = finish(world, upload)
        assert photo is not None
        assert begin(world) is None

        photo.removed_at = NOON
        db.session.commit()
        assert begin(world) is not None


def test_file_that_another_has_sent_becomes_no_second_photo(world: World, in_app: InApp) -> None:
    with in_app():
        sent_photo(world, 1, actor=user(world, "管理员"))
        upload = begin(world)
        send(world, upload, 0, CONTENT)

        assert finish(world, upload) is None
        assert db.session.scalars(db.select(PhotoUpload)).all() == []


@pytest.mark.parametrize(
    ("size", "fault"), [(0, PictureFault.EMPTY), (-1, PictureFault.EMPTY), (MOST_BYTES + 1, PictureFault.TOO_LARGE)]
)
def test_size_that_is_never_taken_is_refused_before_a_byte_comes(
    world: World, in_app: InApp, size: int, fault: PictureFault
) -> None:
    with in_app(), pytest.raises(BadPicture) as refused:
        begin(world, size)

    assert refused.value.fault is fault
    with in_app():
        assert begin(world, MOST_BYTES).size == MOST_BYTES


def test_uploads_take_places_as_long_as_their_phone_is_heard(
    world: World, in_app: InApp, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "MOST_PHOTOS", 2)
    at(NOON)
    with in_app():
        sent_photo(world, 7)
        begin(world)
        with pytest.raises(BadInput, match="一个活动最多 2 张"):
            begin(world, sending=SentFrom(fingerprint="f2"))
        at(NOON + timedelta(minutes=59))
        with pytest.raises(BadInput, match="一个活动最多 2 张"):
            begin(world, sending=SentFrom(fingerprint="f2"))
        at(NOON + timedelta(hours=1))

        assert begin(world, sending=SentFrom(fingerprint="f2")).received == 0


def test_nothing_begins_on_a_full_disk(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        monkeypatch.setattr(current_store(), "free_bytes", lambda: 1)
        with pytest.raises(NearlyFull):
            begin(world)


def test_refusal_stays_to_be_read_and_the_file_may_come_again(world: World, in_app: InApp) -> None:
    with in_app():
        upload = begin(world)
        send(world, upload, 0, CONTENT[:500])

        refuse_upload(event_of(world), upload, is_half(500, None), actor=user(world, "周老师"))
        db.session.commit()

        assert (upload.fault, list_pieces(upload.id)) == ("half", [])
        assert upload.sentence.startswith("只到了 1 KB，后面没有了")
        again = begin(world)
        assert (again.fault, again.received) == ("", 0)
        assert len(db.session.scalars(db.select(PhotoUpload)).all()) == 1


def test_upload_is_its_senders_and_is_dropped_by_those_who_work_on_the_event(world: World, in_app: InApp) -> None:
    with in_app():
        event, upload = event_of(world), begin(world)
        owner, administrator = user(world, "周老师"), user(world, "管理员")
        assert find_upload(event, upload.key, SENDING, actor=owner) is upload
        with pytest.raises(NotFound, match="已经不在路上了"):
            find_upload(event, upload.key, SENDING, actor=administrator)
        with pytest.raises(NotAllowed):
            drop_upload(event, upload.key, SENDING, actor=user(world, "陈老师"))

        drop_upload(event, upload.key, SENDING, actor=administrator)
        drop_upload(event, upload.key, SENDING, actor=owner)

        assert db.session.scalars(db.select(PhotoUpload)).all() == []
