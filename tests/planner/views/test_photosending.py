"""Photos on their way in: by a plain form, and in pieces that a script sends."""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.extensions import db
from planner.models import PhotoPiece, PhotoUpload
from planner.services import photos
from planner.services.photouploads import PIECE_BYTES
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.photosteps import album_of
from tests.planner.picturesamples import make_bomb, make_photo

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
UNDO = re.compile(r'action="([^"]*/photos/restore[^"]*)"')


def where(world: World, rest: str = "") -> str:
    """An address of the photos."""
    return f"/events/{world.event}/photos{rest}"


def send(client: FlaskClient, world: World, *files: tuple[str, bytes]) -> TestResponse:
    """Files in a plain form."""
    return client.post(where(world), data={"photos": [(io.BytesIO(content), name) for name, content in files]})


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


def test_plain_form_takes_what_is_a_photo_and_names_the_rest(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    files = [("a.jpg", make_photo(1)), ("通知.jpg", b"<html>"), ("封面.png", make_bomb()), ("b.jpg", make_photo(1))]

    answer = send(teacher, world, *files)

    assert answer.status_code == 422
    assert all(text in answer.text for text in ("<b>通知.jpg</b> 不是照片", "里面是网页", "<b>封面.png</b> 太大了"))
    assert "收好 1 张，1 张已经有了" in answer.text
    with in_app():
        assert [photo.name for photo in album_of(world).waiting] == ["a.jpg"]
    assert send(teacher, world, ("c.jpg", make_photo(2))).status_code == 302
    assert "1 张正在处理" not in teacher.get(where(world)).text
    assert "2 张正在处理" in teacher.get(where(world)).text


def test_form_that_comes_twice_counts_once(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    def send_again() -> TestResponse:
        files = [(io.BytesIO(make_photo(seed)), f"{seed}.jpg") for seed in (1, 2)]
        return teacher.post(where(world), data={"photos": files, "once": "one-time-key"})

    answers = [send_again(), send_again()]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert "已经有了" not in teacher.get(where(world)).text
    with in_app():
        assert len(album_of(world).photos) == 2


def test_form_without_files_asks_for_them(world: World, teacher: FlaskClient) -> None:
    answer = send(teacher, world)

    assert (answer.status_code, "先选照片，可以一次选很多张。" in answer.text) == (422, True)


def test_beyond_three_hundred_the_rest_is_named(
    world: World, in_app: InApp, teacher: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "MOST_PHOTOS", 1)

    answer = send(teacher, world, ("a.jpg", make_photo(1)), ("b.jpg", make_photo(2)))

    assert (answer.status_code, "<b>b.jpg</b> 没有收" in answer.text) == (422, True)
    with in_app():
        assert [photo.name for photo in album_of(world).photos] == ["a.jpg"]


def begin(client: FlaskClient, world: World, content: bytes, name: str = "a.jpg") -> TestResponse:
    """Announce a file."""
    values = {"name": name, "size": len(content), "modified": "1"}
    return client.post(where(world, "/uploads"), data=values)


def put_piece(client: FlaskClient, world: World, key: str, start: int, content: bytes) -> TestResponse:
    """A piece of it."""
    return client.put(where(world, f"/uploads/{key}?at={start}"), data=content)


def test_pieces_become_a_photo_and_a_broken_one_goes_on(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    content = make_photo(1)
    begun = begin(teacher, world, content).json
    assert begun == {"state": "sending", "key": begun["key"], "received": 0, "piece": PIECE_BYTES}
    key = begun["key"]

    assert put_piece(teacher, world, key, 0, content[:700]).json["received"] == 700
    assert begin(teacher, world, content).json == begun | {"received": 700}
    assert put_piece(teacher, world, key, 0, content[:700]).json["received"] == 700
    assert put_piece(teacher, world, key, 700, content[700:]).json == {"state": "kept"}

    assert begin(teacher, world, content).json == {"state": "known"}
    with in_app():
        (photo,) = album_of(world).photos
        with current_store().open(photo.sha256) as file:
            assert file.read() == content
        assert [db.session.scalars(db.select(model)).all() for model in (PhotoUpload, PhotoPiece)] == [[], []]


def test_file_whose_end_was_not_answered_is_finished_by_asking_again(
    world: World, in_app: InApp, teacher: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_photo(1)
    key = begin(teacher, world, content).json["key"]
    with monkeypatch.context() as patch:
        patch.setattr("planner.views.photosending._finish", lambda *_: {"state": "cut off"})
        put_piece(teacher, world, key, 0, content)

    again = begin(teacher, world, content).json
    assert again["received"] == len(content)
    assert put_piece(teacher, world, key, len(content), b"").json == {"state": "kept"}


def test_refused_file_says_why_and_is_listed_until_it_was_read(
    world: World, in_app: InApp, teacher: FlaskClient
) -> None:
    content = make_photo(1)[:600]
    key = begin(teacher, world, content, "半张.jpg").json["key"]

    answer = put_piece(teacher, world, key, 0, content)

    assert (answer.status_code, answer.json["label"], answer.json["reason"]) == (422, "只有半张", "half")
    assert "多半没拷完" in answer.json["sentence"]
    assert put_piece(teacher, world, key, len(content), b"").json == answer.json
    assert "<b>半张.jpg</b>" in teacher.get(where(world)).text
    assert teacher.post(where(world, f"/uploads/{key}/drop")).status_code == 302
    assert "半张.jpg" not in teacher.get(where(world)).text


@pytest.mark.parametrize(
    ("size", "status", "reason"), [(0, 422, "empty"), (31 * 2**20, 422, "too_large"), ("x", 422, "empty")]
)
def test_announced_size_is_judged_at_once(
    world: World, teacher: FlaskClient, size: object, status: int, reason: str
) -> None:
    answer = teacher.post(where(world, "/uploads"), data={"name": "a.jpg", "size": size})

    assert (answer.status_code, answer.json["reason"]) == (status, reason)


def test_piece_is_no_larger_than_a_piece(world: World, teacher: FlaskClient) -> None:
    key = begin(teacher, world, bytes(PIECE_BYTES + 1)).json["key"]

    assert put_piece(teacher, world, key, 0, bytes(PIECE_BYTES + 1)).status_code == 413
    assert put_piece(teacher, world, key, 0, bytes(PIECE_BYTES)).json["received"] == PIECE_BYTES


def test_full_disk_stops_with_its_sentence_and_keeps_the_rest(
    world: World, in_app: InApp, teacher: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(teacher, world, ("a.jpg", make_photo(1)))
    with in_app():
        monkeypatch.setattr(type(current_store()), "free_bytes", lambda _: 49 * 2**20)

    answer = begin(teacher, world, make_photo(2))

    assert (answer.status_code, answer.json["reason"]) == (507, "NEARLY_FULL")
    assert "先停在这里，已收的都在" in answer.json["sentence"]
    with in_app():
        assert len(album_of(world).photos) == 1


def test_upload_of_another_is_not_there(world: World, signed_in: SignedIn, teacher: FlaskClient) -> None:
    key = begin(teacher, world, make_photo(1)).json["key"]

    answer = put_piece(signed_in("管理员"), world, key, 0, b"x")

    assert (answer.status_code, answer.json["state"]) == (404, "refused")
