"""The link for volunteers, as the team sees it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Activity, Link
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


def where(world: World, rest: str = "") -> str:
    """An address of the link."""
    return f"/events/{world.event}/photos/link{rest}"


def test_link_is_opened_shown_and_ended(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    assert teacher.get(where(world)).status_code == 404
    assert teacher.post(where(world)).headers["Location"] == where(world)
    with in_app():
        link = db.session.scalars(db.select(Link)).one()
        token = link.token

    shown = teacher.get(where(world)).text
    page = teacher.get(f"/events/{world.event}/photos").text
    assert (f"http://localhost/p/{token}" in shown, "<svg" in shown) == (True, True)
    assert all(text in page for text in ("开着", "已收 0 张，来自 0 部手机", "现在停"))

    assert teacher.post(where(world, "/end")).status_code == 302
    assert "链接停了，已经收到的都在" in teacher.get(f"/events/{world.event}/photos").text
    assert teacher.post(where(world, "/end")).status_code == 404
    with in_app():
        verbs = db.session.scalars(db.select(Activity.verb).order_by(Activity.id)).all()
        assert verbs[-2:] == ["开链接", "停用链接"]
