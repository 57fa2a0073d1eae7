"""Devices: sessions that begin, end for good, and are forgotten."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import Device, Link
from planner.models.devices import GRAIN
from planner.queries.devices import list_devices
from planner.services import devices
from planner.services.accounts import sign_out_everywhere
from planner.services.links import revoke_link
from planner.views.guard import load_person
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.services.calls import guest_link
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
LIFETIME = timedelta(days=14)


@pytest.fixture
def within(world: World, in_app: InApp, at: At) -> Iterator[World]:
    """The world, inside the app, at START."""
    at(START)
    with in_app():
        yield world


def kept() -> list[int]:
    """The ids of all sessions that are kept, ended or not."""
    return list(db.session.scalars(select(Device.id).order_by(Device.id)))


@pytest.fixture
def request_context(within: World, app: Flask) -> Iterator[World]:
    """The world, inside a request."""
    with app.test_request_context():
        yield within


def test_session_is_kept_only_as_a_hash(within: World) -> None:
    token = devices.begin_session(user(within, "周老师"), browser="微信，安卓手机").rpartition(".")[2]

    device = db.session.scalars(select(Device)).one()
    assert token not in device.token_hash
    assert (device.user_id, device.link_id, device.browser) == (within.users["周老师"], None, "微信，安卓手机")
    assert (device.created_at, device.last_used_at, device.ended_at) == (START, START, None)


def test_ended_session_opens_nothing_and_others_go_on(request_context: World) -> None:
    teacher = user(request_context, "周老师")
    here, there = devices.begin_session(teacher), devices.begin_session(teacher)

    devices.end_session(here)

    assert (load_person(here), load_person(there)) == (None, teacher)


@pytest.mark.parametrize("session_id", ["", "1.1.unknown-token"])
def test_ending_an_unknown_session_ends_none(request_context: World, session_id: str) -> None:
    here = devices.begin_session(user(request_context, "周老师"))

    devices.end_session(session_id)

    assert load_person(here) is not None


def test_session_of_a_guest_ends_for_good_and_with_its_link(request_context: World) -> None:
    link = guest_link(request_context)
    first, second = devices.begin_session(link), devices.begin_session(link)
    assert load_person(first) is link

    devices.end_session(first)
    assert (load_person(first), load_person(second)) == (None, link)
    revoke_link(link, actor=user(request_context, "周老师"))
    assert load_person(second) is None


def test_sessions_are_of_whom_they_say(request_context: World) -> None:
    teacher, other, link = user(request_context, "周老师"), user(request_context, "李老师"), guest_link(request_context)
    token = devices.begin_session(teacher).rpartition(".")[2]

    assert load_person(f"{other.get_id()}.{token}") is None
    assert load_person(f"{link.get_id()}.{token}") is None


def test_all_sessions_end_at_once_also_those_that_begin_meanwhile(request_context: World) -> None:
    teacher = user(request_context, "周老师")
    here, before = devices.begin_session(teacher), teacher.get_id()

    sign_out_everywhere(teacher, actor=teacher)

    late = devices.begin_session(teacher).rpartition(".")[2]
    assert (load_person(here), load_person(f"{before}.{late}")) == (None, None)
    assert load_person(f"{teacher.get_id()}.{late}") is teacher


def test_device_is_ended_by_its_own_user_alone(within: World) -> None:
    teacher, other = user(within, "周老师"), user(within, "李老师")
    devices.begin_session(teacher)
    (device,) = kept()

    with pytest.raises(NotAllowed):
        devices.end_device(device, teacher, actor=other)
    with pytest.raises(NotFound):
        devices.end_device(device, other, actor=other)
    devices.end_device(device, teacher, actor=teacher)
    with pytest.raises(NotFound, match="这个设备已经退出了。"):
        devices.end_device(device, teacher, actor=teacher)
    assert db.session.get_one(Device, device).ended_at == START


def test_devices_are_listed_while_their_cookie_may_live(within: World, at: At) -> None:
    teacher = user(within, "周老师")
    for day in (0, 3, 9):
        at(START + timedelta(days=day))
        devices.begin_session(teacher)
    devices.begin_session(user(within, "李老师"))
    first, second, third, _ = kept()
    assert [device.id for device in list_devices(teacher, LIFETIME)] == [third, second, first]

    devices.end_device(second, teacher, actor=teacher)
    at(START + LIFETIME + GRAIN)
    assert [device.id for device in list_devices(teacher, LIFETIME)] == [third]


@pytest.mark.parametrize(("days", "stays"), [(28, True), (28.01, False), (-28, True), (-28.01, False)])
def test_sessions_of_long_ago_or_of_a_wrong_clock_are_forgotten(
    within: World, at: At, days: float, stays: bool
) -> None:
    devices.begin_session(user(within, "周老师"))

    at(START + timedelta(days=days))
    devices.begin_session(user(within, "李老师"))

    whose = set(db.session.scalars(select(Device.user_id)))
    assert whose == {within.users["李老师"]} | ({within.users["周老师"]} if stays else set())


@pytest.mark.parametrize(("hours", "stale"), [(0, False), (12, False), (12.1, True), (-12.1, True)])
def test_use_is_noted_coarsely(within: World, at: At, hours: float, stale: bool) -> None:
    devices.begin_session(user(within, "周老师"))
    device = db.session.scalars(select(Device)).one()

    at(START + timedelta(hours=hours))

    assert device.is_stale is stale


def test_sessions_go_with_the_link_they_came_by(within: World) -> None:
    link = guest_link(within)
    devices.begin_session(link)

    db.session.execute(db.delete(Link).where(Link.id == link.id))

    assert kept() == []
