"""A guest's link opens on the device that used it first, unless the owner allows more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Activity, Link
from planner.services.team import invite_guest
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
REFUSED = "这个链接已经在另一台设备上打开过"


@pytest.fixture
def address(world: World, in_app: InApp, at: At) -> str:
    """The link of 孙医生."""
    at(datetime(2027, 5, 1, 8, tzinfo=UTC))
    with in_app():
        who = {"name": "孙医生", "organisation": "县医院", "role": TeamRole.READER, "ends_on": date(2027, 6, 30)}
        _, token = invite_guest(event_of(world), **who, actor=user(world, "周老师"))  # type: ignore[arg-type]
        db.session.commit()
    return f"/join/{token}"


def link_url(world: World, in_app: InApp, rest: str) -> str:
    """An address of that link on the team page."""
    with in_app():
        return f"/events/{world.event}/team/links/{db.session.scalars(db.select(Link.id)).one()}/{rest}"


def test_looking_at_the_link_binds_nothing(app: Flask, address: str) -> None:
    assert [app.test_client().get(address).status_code for _ in range(2)] == [200, 200]


def test_second_device_is_told_why_and_the_first_goes_on(world: World, app: Flask, address: str) -> None:
    first, second = app.test_client(), app.test_client()
    assert first.post(address).status_code == 302

    answers = [second.get(address), second.post(address)]

    assert [(answer.status_code, REFUSED in answer.text) for answer in answers] == [(403, True)] * 2
    assert second.get(f"/events/{world.event}").status_code == 302
    assert first.post(address).status_code == 302
    assert first.get(f"/events/{world.event}").status_code == 200


def test_owner_allows_more_devices_and_takes_it_back(
    world: World, in_app: InApp, app: Flask, signed_in: SignedIn, address: str
) -> None:
    first, second, owner = app.test_client(), app.test_client(), signed_in("周老师")
    first.post(address)
    devices = link_url(world, in_app, "devices")

    owner.post(devices, data={"many": "1"})
    assert second.post(address).status_code == 302
    assert "可在多台设备上打开" in owner.get(f"/events/{world.event}/team").text

    owner.post(devices, data={"many": "0"})
    assert [c.get(f"/events/{world.event}").status_code for c in (first, second)] == [200, 302]
    with in_app():
        verbs = db.session.scalars(db.select(Activity.verb).order_by(Activity.id)).all()
        assert list(verbs)[-2:] == ["允许多台设备", "只准一台设备"]


def test_renewed_link_opens_on_the_next_device(
    world: World, in_app: InApp, app: Flask, signed_in: SignedIn, address: str
) -> None:
    first, second = app.test_client(), app.test_client()
    first.post(address)
    page = signed_in("周老师").post(link_url(world, in_app, "renew")).text
    renewed = "/join/" + page.partition("/join/")[2].partition('"')[0]

    assert second.post(renewed).status_code == 302
    assert [c.get(f"/events/{world.event}").status_code for c in (first, second)] == [302, 200]


def test_copied_session_is_worth_nothing_on_another_device(world: World, app: Flask, address: str) -> None:
    first, thief = app.test_client(), app.test_client()
    first.post(address)
    with first.session_transaction() as session:
        stolen = dict(session)
    with thief.session_transaction() as session:
        session.update(stolen)

    assert (thief.get(f"/events/{world.event}").status_code, first.get(f"/events/{world.event}").status_code) == (
        302,
        200,
    )


def test_devices_are_the_business_of_who_manages_the_team(
    world: World, in_app: InApp, client: FlaskClient, signed_in: SignedIn, address: str
) -> None:
    devices = link_url(world, in_app, "devices")

    answers = [signed_in(who).post(devices, data={"many": "1"}).status_code for who in ("陈老师", "江老师")]

    assert (answers, signed_in("周老师").get(devices).status_code) == ([403, 404], 405)
    assert client.post(devices).headers["Location"] == "/sign-in"
