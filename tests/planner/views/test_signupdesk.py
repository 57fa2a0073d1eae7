"""The desk of an event that takes volunteers, as its organiser begins, sets, closes and opens it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.queries.signups import find_desk
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def test_begun_desk_shows_the_link_that_opens_the_public_page(world: World, signed_in: SignedIn) -> None:
    client, board = signed_in("周老师"), f"/events/{world.event}/volunteers"
    missing = client.get(f"{board}/link").status_code

    begun = client.post(f"{board}/open")

    assert (missing, begun.headers["Location"]) == (404, f"{board}/link")
    assert "/v/" in client.get(f"{board}/link").text


def test_settings_are_kept_and_a_day_without_a_year_is_refused(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        asking(world)
        desk = find_desk(world.event)
        assert desk is not None
        version = str(desk.version)
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers/settings"

    refused = client.post(address, data={"version": version, "closes_on": "7月30日", "benefits": "午餐"})
    client.post(address, data={"version": version, "closes_on": "2027-05-30", "leave_hours": "24", "benefits": "午餐"})

    assert refused.status_code == 422
    assert "连年份一起写" in refused.text
    assert "随时能请就写 0" in refused.text
    assert 'value="午餐"' in refused.text
    with in_app():
        desk = find_desk(world.event)
        assert desk is not None
        assert (desk.benefits, desk.closes_at is not None) == ("午餐", True)


def test_desk_is_closed_and_opened_again(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        asking(world)
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers/close"
    states = []

    for closed in ("1", "0"):
        client.post(address, data={"closed": closed})
        with in_app():
            desk = find_desk(world.event)
            assert desk is not None
            states.append(desk.is_closed)

    assert states == [True, False]


@pytest.mark.parametrize(("name", "status"), [("陈老师", 403), ("江老师", 404)])
def test_who_only_reads_or_is_a_stranger_begins_nothing(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, status: int
) -> None:
    assert signed_in(name).post(f"/events/{world.event}/volunteers/open").status_code == status
    with in_app():
        assert find_desk(world.event) is None
