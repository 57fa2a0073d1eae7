"""The desk that takes volunteers, as its organiser opens, shares and closes it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from flask.testing import FlaskClient

from planner.queries.signups import find_desk
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def test_desk_is_opened_and_its_link_shown(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers"

    opened = client.post(f"{address}/open")

    with in_app():
        desk = find_desk(world.event)
        assert desk is not None
        token = desk.link.token
    assert (opened.status_code, opened.location) == (302, f"{address}/link")
    assert f"/v/{token}" in client.get(opened.location).text


def test_desk_is_closed_and_opened_again(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers"
    client.post(f"{address}/open")
    states = []

    for closed in ("1", "0"):
        client.post(f"{address}/close", data={"closed": closed})
        with in_app():
            desk = find_desk(world.event)
            assert desk is not None
            states.append(desk.is_closed)

    assert states == [True, False]
