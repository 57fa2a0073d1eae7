"""No address hands out a byte that says where a photo was taken, or that shows a face which somebody hid."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from planner import clock
from planner.extensions import db
from planner.intake.pictures.copies import make_copies
from planner.jobs import photos as job
from planner.models import Photo
from planner.photoplaces import BoxPlace
from planner.services.album import pick_photos
from planner.services.clearing import clear_photo
from planner.services.photoboxes import draw_boxes
from planner.services.photolinks import open_gallery
from tests.planner.conftest import World
from tests.planner.jobsteps import worker
from tests.planner.likeness import HARDLY, WELL, make_grainy_photo, measure_likeness
from tests.planner.photosteps import sent_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
FACE, OTHER = BoxPlace(2500, 2500, 2000, 3000), BoxPlace(6000, 2500, 2000, 3000)
# What a file says of itself begins with one of these.
MARKS = (b"Exif", b"EXIF", b"http://ns.adobe.com", b"XMP ", b"ICCP", b"ICC_PROFILE", b"Photoshop", b"30.2741")
ACCEPTED = ("image/webp", "*/*", "")


@pytest.fixture
def key(app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> str:
    """A photo on which a face was hidden, picked, cleared, with the copies that the job made."""
    monkeypatch.setattr(job, "read_photo", make_copies)
    with in_app():
        key = sent_photo(world, content=make_grainy_photo()).key
    worker(app, job.JOB).run_due()
    with in_app():
        event, owner = event_of(world), user(world, "周老师")
        draw_boxes(event, key, [FACE], actor=owner)
        clear_photo(event, key, seen=1, actor=owner)
        pick_photos(event, [key], [key], actor=owner)
        db.session.commit()
    worker(app, job.JOB).run_due()
    return key


def served(world: World, client: FlaskClient, teacher: FlaskClient, key: str, album: str) -> Iterator[bytes]:
    """Every copy at every address, in every format that is asked for."""
    for edge in (400, 1600):
        for accepted in ACCEPTED:
            yield teacher.get(f"/events/{world.event}/photos/{key}/{edge}", headers={"Accept": accepted}).data
            yield client.get(f"{album}{key}/1-{edge}", headers={"Accept": accepted}).data
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"/events/{world.event}/photos/picked").data)) as archive:
        yield from map(archive.read, archive.namelist())


def test_no_served_byte_says_where_or_shows_the_hidden_face(
    world: World, in_app: InApp, client: FlaskClient, signed_in: SignedIn, key: str
) -> None:
    original, teacher = make_grainy_photo(), signed_in("周老师")
    with in_app():
        ends_on = clock.today() + timedelta(days=9)
        link = open_gallery(event_of(world), ends_on, shows_captions=True, actor=user(world, "周老师"))
        db.session.commit()
        album = f"/g/{link.token}/"

    copies = list(served(world, client, teacher, key, album))

    assert any(mark in original for mark in MARKS), "the test would find nothing"
    assert len(copies) == 13
    for content in copies:
        assert Image.open(io.BytesIO(content)).format in ("WEBP", "JPEG")
        assert [mark for mark in MARKS if mark in content] == []
        assert measure_likeness(content, original, FACE) < HARDLY
        assert measure_likeness(content, original, OTHER) > WELL


def test_addresses_of_copies_change_with_what_they_hide(
    world: World, signed_in: SignedIn, in_app: InApp, key: str
) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/photos").text

    with in_app():
        assert db.session.scalar(db.select(Photo.drawn_number)) == 1
    assert f"/photos/{key}/400?v=1" in page
