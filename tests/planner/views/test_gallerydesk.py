"""The public album as the team sees it: opened until a day, shown, ended."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner import clock
from planner.extensions import db
from planner.models import Link
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


def test_desk_opens_shows_and_ends_the_album(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    desk = f"/events/{world.event}/photos/gallery"
    assert "现在一张也放不出来" in teacher.get(desk).text

    refused = teacher.post(desk, data={"until": "昨天"})
    past = teacher.post(desk, data={"until": "2020-01-01"})
    last = clock.today() + timedelta(days=20)
    opened = teacher.post(desk, data={"until": str(last), "shows_captions": "y"})

    assert [refused.status_code, past.status_code, opened.status_code] == [422, 422, 302]
    with in_app():
        link = db.session.scalars(db.select(Link)).one()
        assert (link.shows_captions, link.ends_on) == (True, last)
        token = link.token
    shown = teacher.get(desk).text
    assert (f"http://localhost/g/{token}/" in shown, "带说明" in shown, "<svg" in shown) == (True, True, True)
    assert f"{last.month}月{last.day}日" in teacher.get(f"/events/{world.event}/photos").text

    assert teacher.post(f"{desk}/end").headers["Location"] == f"/events/{world.event}/photos"
    assert teacher.post(f"{desk}/end").status_code == 404
    assert teacher.get(f"/g/{token}/").status_code == 404


def test_desk_is_for_accounts_that_work_on_the_event(world: World, signed_in: SignedIn) -> None:
    assert signed_in("陈老师").get(f"/events/{world.event}/photos/gallery").status_code == 403
