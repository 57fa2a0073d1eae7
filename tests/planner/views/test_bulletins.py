"""The red head of a unit's newsletters: read by members, written by administrators."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import BulletinHead
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
TYPED = {"name": "德育简报", "publisher": "德育处", "sent_to": "县教育局", "copied_to": "", "version": "0"}


def address(world: World, unit: str = "school") -> str:
    """The page of a unit."""
    return f"/organisations/{world.units[unit]}/bulletin"


def kept(in_app: InApp) -> list[tuple[str, str, str, int]]:
    """All heads that there are."""
    with in_app():
        return [(h.name, h.publisher, h.sent_to, h.version) for h in db.session.scalars(db.select(BulletinHead))]


def test_head_is_saved_and_shown(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("管理员")

    answer = client.post(address(world), data=TYPED)
    page = client.get(address(world)).text

    assert (answer.status_code, answer.headers["Location"]) == (302, address(world))
    assert kept(in_app) == [("德育简报", "德育处", "县教育局", 1)]
    assert ('<p class="red-name">德育简报</p>' in page, "主送：县教育局" in page, "抄送：" in page) == (
        True,
        True,
        False,
    )


def test_members_see_it_without_a_form_and_strangers_do_not(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(address(world)).text

    assert ("工作简报" in page, 'name="publisher"' in page) == (True, False)
    assert signed_in("周老师").post(address(world), data=TYPED).status_code == 403
    assert signed_in("周老师").get(address(world, "stranger")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "写简报的名称"),
        ({"publisher": " "}, "写谁编印"),
        ({"name": "长" * 21}, "最多 20 个字"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    world: World, in_app: InApp, signed_in: SignedIn, typed: dict[str, str], sentence: str
) -> None:
    answer = signed_in("管理员").post(address(world), data=TYPED | typed)

    assert (answer.status_code, sentence in answer.text, "县教育局" in answer.text) == (422, True, True)
    assert kept(in_app) == []


def test_head_that_somebody_saved_meanwhile_is_shown_before_it_is_written_over(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    client = signed_in("管理员")
    client.post(address(world), data=TYPED)

    clash = client.post(address(world), data=TYPED | {"name": "我的简报"})
    again = client.post(address(world), data=TYPED | {"name": "我的简报", "version": "1"})

    assert (clash.status_code, "刚才也改了红头" in clash.text, 'value="我的简报"' in clash.text) == (409, True, True)
    assert ('<p class="red-name">德育简报</p>' in clash.text, again.status_code) == (True, 302)
    assert kept(in_app) == [("我的简报", "德育处", "县教育局", 2)]


def test_login_is_needed(client: FlaskClient, world: World) -> None:
    assert client.get(address(world)).status_code == 302
