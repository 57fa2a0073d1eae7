"""The page of the link that only takes photos."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Link, Photo
from planner.services import signinglimits
from planner.services.links import revoke_link
from planner.services.photolinks import open_photo_link
from tests.planner.conftest import World
from tests.planner.photosteps import album_of, ready_photo
from tests.planner.picturesamples import make_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
# The whole page with its style and its script's address.
MOST_BYTES = 40_000


@pytest.fixture
def token(world: World, in_app: InApp) -> str:
    """The token of the open link."""
    with in_app():
        link = open_photo_link(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
        return link.token


def send(client: FlaskClient, token: str, *files: tuple[str, bytes]) -> Any:
    """Files in a plain form."""
    return client.post(f"/p/{token}", data={"photos": [(io.BytesIO(content), name) for name, content in files]})


def test_page_says_what_for_and_until_when_and_shows_nothing_else(
    world: World, in_app: InApp, client: FlaskClient, token: str
) -> None:
    with in_app():
        key = ready_photo(world)

    answer = client.get(f"/p/{token}")

    assert answer.status_code == 200
    assert all(text in answer.text for text in ("6月1日（周二）的照片", "传完周老师会逐张看", "过完这个链接就停了"))
    assert (key in answer.text, "IMG_1.jpg" in answer.text, len(answer.data) < MOST_BYTES) == (False, False, True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_form_takes_photos_and_says_how_many(world: World, in_app: InApp, client: FlaskClient, token: str) -> None:
    answer = send(client, token, ("a.jpg", make_photo(1)), ("b.jpg", b"<html>"))

    assert (answer.status_code, "收好 1 张" in answer.text, "<b>b.jpg</b> 不是照片" in answer.text) == (422, True, True)
    assert send(client, token).status_code == 422
    assert send(client, token, ("c.jpg", make_photo(2))).status_code == 200
    with in_app():
        assert [(photo.clock.sender, photo.name) for photo in album_of(world).photos] == [
            ("志愿者", "a.jpg"),
            ("志愿者", "c.jpg"),
        ]


def test_two_phones_of_one_link_are_told_apart(
    app: Flask, world: World, in_app: InApp, client: FlaskClient, token: str
) -> None:
    content, other = make_photo(1), app.test_client()
    values = {"name": "a.jpg", "size": len(content), "modified": "1"}
    for phone in (client, other):
        phone.get(f"/p/{token}")
    key = client.post(f"/p/{token}/uploads", data=values).json["key"]

    assert other.put(f"/p/{token}/uploads/{key}?at=0", data=content).status_code == 404
    assert other.post(f"/p/{token}/uploads", data=values).json["key"] != key
    assert client.put(f"/p/{token}/uploads/{key}?at=0", data=content).json == {"state": "kept"}
    with in_app():
        (photo,) = db.session.scalars(db.select(Photo))
        assert (photo.user_id, bool(photo.phone)) == (None, True)


def test_link_that_was_ended_takes_nothing_more(world: World, in_app: InApp, client: FlaskClient, token: str) -> None:
    content = make_photo(1)
    key = client.post(f"/p/{token}/uploads", data={"name": "a", "size": len(content)}).json["key"]
    with in_app():
        link = db.session.scalars(db.select(Link)).one()
        revoke_link(link, actor=user(world, "周老师"))
        db.session.commit()

    page = client.get(f"/p/{token}")
    answers = [
        send(client, token, ("a.jpg", content)),
        client.post(f"/p/{token}/uploads", data={"name": "b", "size": 9}),
        client.put(f"/p/{token}/uploads/{key}?at=0", data=content),
    ]

    assert (page.status_code, "这个传照片的链接停了" in page.text) == (404, True)
    assert [answer.status_code for answer in answers] == [404] * 3
    with in_app():
        assert album_of(world).photos == ()


def test_sending_is_counted_by_link(
    world: World, client: FlaskClient, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signinglimits, "LINK_PHOTOS", 2)
    values = {"name": "a", "size": 9}
    answers = [client.post(f"/p/{token}/uploads", data=values | {"modified": n}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 403]
    assert answers[2].json["reason"] == "TOO_OFTEN"
