"""Photos as files: copies in the better format, the original for few and logged, the picked ones in one archive."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from planner.actors import CONSOLE
from planner.documents.photoarchive import LEFT_OUT
from planner.extensions import db
from planner.intake.pictures.copies import make_copies
from planner.models import Activity, PhotoCopy
from planner.services.album import describe_photo, pick_photos, remove_photos
from planner.services.photocopies import keep_copies, write_copies
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.photosteps import ready_photos, sent_photo
from tests.planner.picturesamples import make_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
WEBP = {"Accept": "image/avif,image/webp,image/*,*/*;q=0.8"}


def where(world: World, rest: str) -> str:
    """An address of the photos."""
    return f"/events/{world.event}/photos/{rest}"


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


@pytest.fixture
def key(world: World, in_app: InApp) -> str:
    """A photo with real copies."""
    with in_app():
        photo, read = sent_photo(world), make_copies(make_photo(1))
        write_copies(photo.id, read, keep_copies(read, current_store()), store=current_store(), actor=CONSOLE)
        db.session.commit()
        return photo.key


@pytest.mark.parametrize("edge", [400, 1600])
@pytest.mark.parametrize(
    ("headers", "mime"), [(WEBP, "image/webp"), ({"Accept": "*/*"}, "image/jpeg"), ({}, "image/jpeg")]
)
def test_no_copy_carries_where_the_photo_was_taken(
    world: World, teacher: FlaskClient, key: str, edge: int, headers: dict[str, str], mime: str
) -> None:
    answer = teacher.get(where(world, f"{key}/{edge}"), headers=headers)

    image = Image.open(io.BytesIO(answer.data))
    assert (answer.mimetype, dict(image.getexif()), "exif" in image.info) == (mime, {}, False)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Disposition"] == f'inline; filename="photo-{key}.{mime[6:]}"'
    assert "Accept" in answer.headers["Vary"]


def test_copy_that_the_browser_has_is_not_sent_again(
    world: World, in_app: InApp, teacher: FlaskClient, key: str
) -> None:
    first = teacher.get(where(world, f"{key}/400"))

    again = teacher.get(where(world, f"{key}/400"), headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


@pytest.mark.parametrize("rest", ["401", "0", "99999"])
def test_other_sizes_are_not_there(world: World, teacher: FlaskClient, key: str, rest: str) -> None:
    assert teacher.get(where(world, f"{key}/{rest}")).status_code == 404


def test_removed_photo_is_shown_to_nobody(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    with in_app():
        remove_photos(event_of(world), [key], actor=user(world, "周老师"))
        db.session.commit()

    assert [teacher.get(where(world, f"{key}/{rest}")).status_code for rest in ("400", "1600", "original")] == [404] * 3


def test_copy_whose_file_is_gone_is_not_there(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    with in_app():
        current_store().remove(db.session.scalars(db.select(PhotoCopy.sha256)).all())

    assert teacher.get(where(world, f"{key}/400")).status_code == 404


def test_original_is_given_to_those_who_work_on_the_event_and_logged(
    world: World, in_app: InApp, teacher: FlaskClient, signed_in: SignedIn, key: str
) -> None:
    assert signed_in("陈老师").get(where(world, f"{key}/original")).status_code == 403

    answer = teacher.get(where(world, f"{key}/original"))

    assert (answer.data, answer.mimetype) == (make_photo(1), "image/jpeg")
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="photo-{key}"')
    assert answer.headers["Cache-Control"] == "no-store"
    with in_app():
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry is not None
        assert (entry.actor, entry.subject) == ("周老师", "照片原图“IMG_1.jpg”")


def test_picked_photos_come_in_one_archive(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        keys = ready_photos(world, ("09:10:00", "09:00:00", "09:20:00"))
        owner, event = user(world, "周老师"), event_of(world)
        describe_photo(event, keys[0], "南门/集合", actor=owner)
        pick_photos(event, keys[:2], keys, actor=owner)
        db.session.commit()

    answer = teacher.get(where(world, "picked"))

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["01 09.00.jpg", "02 09.10 南门集合.jpg"]
        assert archive.read("01 09.00.jpg") == b"copy 2 1600 image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"


def test_archive_names_what_it_lacks(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        keys = ready_photos(world, ("09:00:00", "09:10:00"))
        pick_photos(event_of(world), keys, keys, actor=user(world, "周老师"))
        large = db.session.scalars(
            db.select(PhotoCopy.sha256).where(PhotoCopy.edge == 1600, PhotoCopy.mime == "image/jpeg")
        ).all()
        current_store().remove(large[:1])
        db.session.commit()

    answer = teacher.get(where(world, "picked"))

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["02 09.10.jpg", LEFT_OUT]
        assert archive.read(LEFT_OUT).decode("utf-8-sig") == "01 09.00.jpg"


def test_archive_of_nothing_is_not_there(world: World, teacher: FlaskClient) -> None:
    answer = teacher.get(where(world, "picked"))

    assert (answer.status_code, "还没有勾上的照片" in answer.text) == (404, True)
