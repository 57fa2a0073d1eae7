"""Donated goods and hand-outs: who sees their page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from tests.planner.conftest import World
from tests.planner.rowvalues import clear_rows, put
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def page_url(world: World) -> str:
    """The address of the page."""
    return f"/events/{world.event}/handouts"


@pytest.mark.parametrize("who", ["周老师", "钱会计", "陈老师"])
def test_members_see_what_came_in_and_what_went_out(world: World, in_app: InApp, signed_in: SignedIn, who: str) -> None:
    with in_app():
        clear_rows()
        put(world, "donations")
        put(world, "handouts")

    page = signed_in(who).get(page_url(world)).text

    assert [text for text in ("镇商会", "书包", "28") if text not in page] == []


def test_sheet_of_each_handout_can_be_printed(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "handouts")

    page = signed_in("周老师").get(page_url(world)).text

    assert f"/events/{world.event}/documents/sign_off?handout={key}" in page


def test_who_may_not(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient) -> None:
    nobody, stranger, above = (c.get(page_url(world)) for c in (client, signed_in("江老师"), signed_in("吴书记")))
    with in_app():
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()

    assert nobody.headers["Location"] == f"/sign-in?next={page_url(world)}"
    assert (stranger.status_code, above.status_code) == (404, 404)
    assert signed_in("吴书记").get(page_url(world)).status_code == 200


def test_post_is_405(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").post(page_url(world)).status_code == 405
