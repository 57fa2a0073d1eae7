"""Sessions that end for good, the list of them, and browsers that are known again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from planner import clock
from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Device
from planner.services import accounts, devices
from planner.services.passwords import hash_password
from planner.services.team import invite_guest
from planner.views.devices import MARKS_COOKIE
from tests.conftest import At
from tests.planner.conftest import PASSWORD, World
from tests.planner.submissions import event_of, user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
CHROME = "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36"
PHONES = {"周老师": "13800000001", "李老师": "13800000002"}


@pytest.fixture
def with_passwords(world: World, in_app: InApp, quick_hashes: PasswordHasher) -> World:
    """The world, in which two teachers have passwords."""
    with in_app():
        for name in PHONES:
            accounts.set_password(user(world, name), hash_password(PASSWORD))
        db.session.commit()
    return world


def sign_in(client: FlaskClient, name: str = "周老师", password: str = PASSWORD, address: str = "192.0.2.7") -> int:
    """Send the form; its status."""
    data = {"account": PHONES[name], "password": password}
    headers = {"User-Agent": CHROME}
    return client.post("/sign-in", data=data, headers=headers, environ_overrides={"REMOTE_ADDR": address}).status_code


def copy_of(app: Flask, client: FlaskClient) -> FlaskClient:
    """Another browser with a copy of the cookies by which a session is known."""
    other = app.test_client()
    cookies = [cookie for name in ("planner", "planner_device") if (cookie := client.get_cookie(name)) is not None]
    assert cookies
    for cookie in cookies:
        other.set_cookie(cookie.key, cookie.value)
    return other


def is_in(client: FlaskClient) -> bool:
    """Whether the client may see its own page."""
    return client.get("/me").status_code == 200


def device_ids(world: World, in_app: InApp, name: str = "周老师") -> list[int]:
    """The sessions of somebody that nobody has ended, in the order in which they began."""
    with in_app():
        found = select(Device.id).where(Device.user_id == world.users[name], Device.ended_at.is_(None))
        return list(db.session.scalars(found.order_by(Device.id)))


def test_copied_cookie_is_worth_nothing_after_sign_out(with_passwords: World, app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    copied = copy_of(app, client)
    assert is_in(copied)

    client.post("/sign-out")

    assert not is_in(copied)


def test_copied_cookie_of_a_guest_is_worth_nothing_after_sign_out(
    world: World, app: Flask, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        _, token = invite_guest(
            event_of(world),
            name="孙医生",
            organisation="县医院",
            role=TeamRole.READER,
            ends_on=clock.today() + timedelta(days=30),
            actor=user(world, "周老师"),
        )
        db.session.commit()
    client.post(f"/join/{token}")
    copied, page = copy_of(app, client), f"/events/{world.event}"
    assert copied.get(page).status_code == 200

    client.post("/sign-out")

    assert copied.get(page).headers["Location"].startswith("/sign-in")
    assert client.post(f"/join/{token}").status_code == 302, "the link itself still lets in"
    assert client.get(page).status_code == 200


def test_me_lists_where_one_is_signed_in(with_passwords: World, app: Flask, client: FlaskClient, at: At) -> None:
    at(START)
    sign_in(app.test_client(), "李老师")
    sign_in(app.test_client())
    at(START + timedelta(hours=1))
    sign_in(client)

    page = client.get("/me").text.partition("登录着的设备")[2]

    assert page.count("Chrome，Windows 电脑") == 3, "twice as a name, once in the label of the button"
    assert page.count('<span class="tag">这台</span>') == page.count("退出：") == 1
    assert page.index("这台") < page.index("退出：")


def test_device_is_signed_out_from_another(
    with_passwords: World, app: Flask, client: FlaskClient, in_app: InApp
) -> None:
    other = app.test_client()
    sign_in(other)
    sign_in(client)
    there, here = device_ids(with_passwords, in_app)

    assert client.post(f"/me/devices/{there}/end").headers["Location"] == "/me"
    assert "那台设备已退出" in client.get("/me").text
    assert (is_in(other), is_in(client)) == (False, True)
    assert client.post(f"/me/devices/{here}/end").headers["Location"] == "/sign-in"
    assert not is_in(client)


def test_device_of_somebody_else_is_a_404(
    world: World, signed_in: SignedIn, in_app: InApp, client: FlaskClient
) -> None:
    there = signed_in("周老师")
    (device,) = device_ids(world, in_app)

    assert signed_in("李老师").post(f"/me/devices/{device}/end").status_code == 404
    assert client.post(f"/me/devices/{device}/end").headers["Location"] == "/sign-in"
    assert there.get(f"/me/devices/{device}/end").status_code == 405
    assert is_in(there)


def test_use_is_noted_twice_a_day_also_by_reading(
    world: World,
    signed_in: SignedIn,
    in_app: InApp,
    at: At,
    count_queries: Callable[..., AbstractContextManager[list[str]]],
) -> None:
    at(START)
    client = signed_in("周老师")
    at(START + timedelta(hours=13))

    client.get("/me")
    with in_app():
        assert db.session.scalar(select(Device.last_used_at)) == START + timedelta(hours=13)
    with count_queries() as sent:
        client.get("/me")
    assert [statement for statement in sent if statement.startswith("UPDATE")] == []


def test_page_does_not_fail_with_the_note_of_its_use(
    world: World, signed_in: SignedIn, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(START)
    client = signed_in("周老师")
    at(START + timedelta(days=1))

    def fail(device_id: int) -> None:
        raise OperationalError("UPDATE device", {}, Exception("database is locked"))

    monkeypatch.setattr(devices, "note_use", fail)

    assert client.get("/me").status_code == 200


@pytest.mark.parametrize(("hours", "is_renewed"), [(1, False), (13, True), (13 * 24, True)])
def test_cookie_lasts_from_the_last_use_and_does_not_go_with_every_page(
    with_passwords: World, client: FlaskClient, at: At, hours: int, is_renewed: bool
) -> None:
    at(START)
    sign_in(client)
    client.get("/me")
    at(START + timedelta(hours=hours))

    answers = [client.get("/me") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert ["planner=" in str(answer.headers.getlist("Set-Cookie")) for answer in answers] == [is_renewed, False]


def test_who_signed_in_here_before_is_not_locked_out_by_strangers(
    with_passwords: World, app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    client.post("/sign-out")
    for number in range(9):
        sign_in(app.test_client(), password="wrong-password", address=f"192.0.2.{number + 20}")

    assert sign_in(app.test_client()) == 422, "slowed"
    assert sign_in(client) == 302
    assert is_in(client)


def test_browser_is_known_for_all_who_take_turns_at_it(with_passwords: World, app: Flask, client: FlaskClient) -> None:
    for name in (*PHONES, *PHONES):
        sign_in(client, name)
    for name in PHONES:
        for number in range(9):
            sign_in(app.test_client(), name, "wrong-password", f"192.0.2.{number + 20}")

    cookie = client.get_cookie(MARKS_COOKIE)
    assert cookie is not None
    assert len(cookie.value.split("~")) == len(PHONES)
    assert [sign_in(client, name) for name in PHONES] == [302, 302]


def test_browser_is_not_known_any_more_after_the_password_changed_elsewhere(
    with_passwords: World, app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    other = app.test_client()
    sign_in(other)
    other.post("/me/password", data={"old": PASSWORD, "password": "brand-new-1", "again": "brand-new-1"})
    for number in range(9):
        sign_in(app.test_client(), password="wrong-password", address=f"192.0.2.{number + 20}")

    assert sign_in(client, password="brand-new-1") == 422
    other.post("/sign-out")
    assert sign_in(other, password="brand-new-1") == 302, "where it was changed one is known"


@pytest.mark.parametrize("https", [False, True])
def test_mark_is_a_cookie_that_scripts_cannot_read(
    with_passwords: World, app: Flask, client: FlaskClient, https: bool
) -> None:
    app.config["SESSION_COOKIE_SECURE"] = https
    answer = client.post("/sign-in", data={"account": PHONES["周老师"], "password": PASSWORD})

    cookies = SimpleCookie("\r\n".join(answer.headers.getlist("Set-Cookie")))
    mark = cookies[MARKS_COOKIE]
    assert (mark["httponly"], mark["samesite"], bool(mark["secure"])) == (True, "Lax", https)
    assert int(mark["max-age"]) == 400 * 24 * 3600


@pytest.mark.parametrize("path", ["/sign-out", "/me/sign-out-everywhere", "/me/devices/{here}/end"])
def test_next_page_tells_scripts_once_who_has_left(world: World, signed_in: SignedIn, in_app: InApp, path: str) -> None:
    client = signed_in("周老师")
    (here,) = device_ids(world, in_app)

    client.post(path.format(here=here))

    assert f' data-left="user-{world.users["周老师"]}"' in client.get("/sign-in").text
    assert "data-left" not in client.get("/sign-in").text
