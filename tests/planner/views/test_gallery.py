"""The public album: only cleared photos, as they are cleared; no name, nothing after its end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner import clock
from planner.extensions import db
from planner.models import Link, Photo
from planner.photoplaces import BoxPlace
from planner.queries.photos import find_photo
from planner.services.album import describe_photo
from planner.services.clearing import clear_photo
from planner.services.links import revoke_link
from planner.services.photoboxes import draw_boxes
from planner.services.photolinks import open_gallery
from planner.views import gallery
from tests.planner.conftest import World
from tests.planner.photosteps import ready_photo, ready_photos
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
MOST_BYTES = 30_000


def open_album(world: World, *, shows_captions: bool = False, days: int = 9) -> str:
    """The address of the open album; committed."""
    ends_on = clock.today() + timedelta(days=days)
    link = open_gallery(event_of(world), ends_on, shows_captions=shows_captions, actor=user(world, "周老师"))
    db.session.commit()
    return f"/g/{link.token}/"


def clear(world: World, *keys: str) -> None:
    """The owner has looked at these photos as they are; committed."""
    for key in keys:
        photo = find_photo(world.event, key)
        assert photo is not None
        clear_photo(event_of(world), key, seen=photo.boxes_number, actor=user(world, "周老师"))
    db.session.commit()


def test_album_shows_only_cleared_photos_and_no_words(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        keys = ready_photos(world, ("09:10:00", "09:00:00", "09:20:00"))
        describe_photo(event_of(world), keys[0], "南门集合", actor=user(world, "周老师"))
        clear(world, *keys[:2])
        address = open_album(world)

    answer = client.get(address)

    assert answer.status_code == 200
    assert [answer.text.find(f'src="{key}/0-400"') > 0 for key in keys] == [True, True, False]
    assert answer.text.index(keys[1]) < answer.text.index(keys[0])
    told = ("2 张，都是老师" in answer.text, "南门集合" in answer.text, "周老师" in answer.text, "IMG_" in answer.text)
    assert told == (True, False, False, False)
    assert ("<script" in answer.text, address.split("/")[2] in answer.text) == (False, False)
    headers = {name: answer.headers[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")}
    assert headers == {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def test_captions_are_shown_where_somebody_said_so_and_hide_children(
    world: World, in_app: InApp, client: FlaskClient
) -> None:
    with in_app():
        put(world, "participants", {"name": "林小满"})
        (key,) = ready_photos(world, ("09:00:00",))
        describe_photo(event_of(world), key, "小满在南门", actor=user(world, "周老师"))
        clear(world, key)
        address = open_album(world, shows_captions=True)

    page = client.get(address).text

    assert ("<figcaption>某某在南门</figcaption>" in page, "小满" in page) == (True, False)


def test_album_of_nothing_says_so(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        ready_photo(world)
        address = open_album(world)

    page = client.get(address).text

    assert ("这里还没有可以公开的照片" in page, "<img" in page, 'class="gallery"' in page) == (True, False, False)


def copies_of(client: FlaskClient, address: str, key: str, number: int = 0) -> list[int]:
    """The statuses of both sizes of a photo."""
    return [client.get(f"{address}{key}/{number}-{edge}").status_code for edge in (400, 1600)]


def test_copies_are_sent_while_their_photo_may_leave(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        keys = ready_photos(world, ("09:00:00", "09:10:00"))
        clear(world, keys[0])
        address = open_album(world)

    assert [copies_of(client, address, key) for key in (*keys, "nothere")] == [[200, 200], [404, 404], [404, 404]]
    assert client.get(f"{address}{keys[0]}/0-401").status_code == 404
    assert client.get(f"{address}{keys[0]}/1-400").status_code == 404
    assert client.get(f"{address}{keys[0]}/0-400", headers={"Accept": "image/webp"}).data == b"copy 1 400 image/webp"


def test_copies_go_when_something_is_to_be_hidden(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        (key,) = ready_photos(world, ("09:00:00",))
        clear(world, key)
        address = open_album(world)
        draw_boxes(event_of(world), key, [BoxPlace(0, 0, 900, 900)], actor=user(world, "周老师"))
        clear(world, key)

    # The job has still to make the copies that hide it.
    assert (copies_of(client, address, key), copies_of(client, address, key, 1)) == ([404, 404], [404, 404])
    with in_app():
        db.session.execute(db.update(Photo).values(drawn_number=1))
        db.session.commit()
    assert (copies_of(client, address, key), copies_of(client, address, key, 1)) == ([404, 404], [200, 200])


def test_album_that_was_ended_opens_nothing(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        (key,) = ready_photos(world, ("09:00:00",))
        clear(world, key)
        address = open_album(world)
        revoke_link(db.session.scalars(db.select(Link)).one(), actor=user(world, "周老师"))
        db.session.commit()

    page = client.get(address)

    assert (page.status_code, "这个相册停了。" in page.text, copies_of(client, address, key)) == (404, True, [404, 404])
    assert "想报名" not in page.text


def test_album_of_many_photos_is_light_and_asks_as_little(
    world: World, in_app: InApp, client: FlaskClient, count_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "MOST_ON_A_PAGE", 2)
    with in_app():
        keys = ready_photos(world, ("09:00:00", "09:10:00", "09:20:00"))
        clear(world, keys[0])
        address = open_album(world)
    counts = []
    for cleared in (keys[:1], keys):
        with in_app():
            clear(world, *cleared)
        with count_queries() as sent:
            first = client.get(address)
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert (len(first.data) < MOST_BYTES, first.text.count("<img"), "?page=2" in first.text) == (True, 2, True)
    assert client.get(f"{address}?page=2").text.count("<img") == 1
