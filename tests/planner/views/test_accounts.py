"""Signing in and out, passwords, one-time links."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.extensions import db
from planner.services import accounts
from planner.services.passwords import hash_password
from tests.conftest import At
from tests.planner.conftest import PASSWORD, World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
PHONE, NEW = "13800000001", "brand-new-password"
WRONG = "手机号（邮箱）或密码不对。"
START = datetime(2027, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
def with_password(world: World, in_app: InApp, quick_hashes: PasswordHasher) -> World:
    """The world, in which 周老师 has a password and an e-mail address."""
    with in_app():
        accounts.set_password(user(world, "周老师"), hash_password(PASSWORD))
        user(world, "周老师").email = "zhou@example.org"
        db.session.commit()
    return world


def sign_in(client: FlaskClient, account: str = PHONE, password: str = PASSWORD, **kwargs: Any) -> TestResponse:
    """Send the form."""
    return client.post("/sign-in", data={"account": account, "password": password, **kwargs.pop("data", {})}, **kwargs)


def is_in(client: FlaskClient) -> bool:
    """Whether the client may see its own page."""
    return client.get("/me").status_code == 200


@pytest.mark.parametrize("account", [PHONE, "138 0000 0001", "Zhou@Example.org"])
def test_sign_in_by_phone_and_by_mail(with_password: World, client: FlaskClient, account: str) -> None:
    answer = sign_in(client, account)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    with client.session_transaction() as session:
        assert session["_user_id"].startswith(f"{with_password.users['周老师']}.2.")
        assert session.permanent
    assert "周老师" in client.get("/me").text


def test_sign_in_page_leads_on_who_is_in(world: World, signed_in: SignedIn, client: FlaskClient) -> None:
    assert "<h1>登录</h1>" in client.get("/sign-in").text
    assert signed_in("周老师").get("/sign-in").headers["Location"] == "/"


@pytest.mark.parametrize(("account", "password"), [(PHONE, "wrong<pass>word"), ("13800000099", PASSWORD)])
def test_sign_in_wrong_keeps_the_account_and_never_the_password(
    with_password: World, client: FlaskClient, account: str, password: str
) -> None:
    answer = sign_in(client, account, password)

    assert answer.status_code == 422
    assert WRONG in answer.text
    assert f'value="{account}"' in answer.text
    assert password not in answer.text
    assert password.replace("<", "&lt;").replace(">", "&gt;") not in answer.text
    assert not is_in(client)


@pytest.mark.parametrize(
    ("account", "password", "sentence"), [("", PASSWORD, "写手机号或邮箱。"), (PHONE, "", "写密码。")]
)
def test_sign_in_incomplete_says_what_is_missing(
    with_password: World, client: FlaskClient, account: str, password: str, sentence: str
) -> None:
    answer = sign_in(client, account, password)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert WRONG not in answer.text


def test_sign_in_of_inactive_users_is_refused(with_password: World, client: FlaskClient, in_app: InApp) -> None:
    sign_in(client)
    with in_app():
        user(with_password, "周老师").active = False
        db.session.commit()

    assert not is_in(client), "the session ends too"
    assert WRONG in sign_in(client).text


def test_sixth_wrong_try_from_one_connection_is_slowed_whatever_its_addresses(
    with_password: World, app: Flask, at: At
) -> None:
    at(START)
    for n in range(5):
        guesser = {"REMOTE_ADDR": f"2001:db8::{n}"}
        assert WRONG in sign_in(app.test_client(), account=f"1390000000{n}", environ_overrides=guesser).text

    same, other = ({"REMOTE_ADDR": address} for address in ("2001:db8::ffff:9", "2001:db8:0:1::9"))
    assert "密码错了几次，15 秒后再试。" in sign_in(app.test_client(), environ_overrides=same).text
    assert sign_in(app.test_client(), environ_overrides=other).status_code == 302


def test_sixth_wrong_try_is_slowed(with_password: World, app: Flask, at: At) -> None:
    at(START)
    for _ in range(5):
        assert WRONG in sign_in(app.test_client(), password="wrong-password").text

    assert "密码错了几次，15 秒后再试。" in sign_in(app.test_client()).text
    at(START + timedelta(seconds=15))
    client = app.test_client()
    assert sign_in(client).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(
    "path", ["/events/1", "/events?month=2027-06&text=%E5%85%AD", "/events?text=六一", "/me", "/events//1"]
)
def test_next_leads_to_our_pages(with_password: World, client: FlaskClient, path: str) -> None:
    answer = sign_in(client, data={"next": path})

    assert answer.headers["Location"].replace("%E5%85%AD%E4%B8%80", "六一") == path


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\nx",
        "evil",
        "",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
        " //evil.example",
        "/\x00",
        "///evil.example",
        "/\u2028/evil.example",
    ],
)
def test_next_leads_nowhere_else(with_password: World, client: FlaskClient, path: str) -> None:
    answer = sign_in(client, data={"next": path})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_next_stays_with_the_form(with_password: World, client: FlaskClient) -> None:
    assert 'value="/events/1"' in client.get("/sign-in?next=/events/1").text
    assert 'value="/events/1"' in sign_in(client, password="wrong-password", data={"next": "/events/1"}).text


@pytest.mark.parametrize(
    ("address", "host", "let_in"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost", True),
        ("::1", "[::1]:8000", True),
        ("::1", "[::1]", True),
        ("127.0.0.1", "plan.example.org", False),
        ("192.0.2.7", "127.0.0.1:8000", False),
        ("192.0.2.7", "localhost", False),
        ("127.0.0.1", "localhost.example.org:8000", False),
    ],
)
def test_sample_accounts_come_in_from_this_machine_only(
    with_password: World, client: FlaskClient, in_app: InApp, address: str, host: str, let_in: bool
) -> None:
    with in_app():
        user(with_password, "周老师").is_sample = True
        db.session.commit()

    answer = sign_in(client, base_url=f"http://{host}", environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == (302 if let_in else 422)
    assert ("示例账号只能在本机" in answer.text) is not let_in


def test_sign_out_ends_this_session_only(world: World, signed_in: SignedIn) -> None:
    here, there = signed_in("周老师"), signed_in("周老师")

    assert here.post("/sign-out").headers["Location"] == "/sign-in"
    assert (is_in(here), is_in(there)) == (False, True)


def test_sign_out_everywhere_ends_all(world: World, signed_in: SignedIn) -> None:
    here, there, other = signed_in("周老师"), signed_in("周老师"), signed_in("李老师")

    assert here.post("/me/sign-out-everywhere").headers["Location"] == "/sign-in"
    assert (is_in(here), is_in(there), is_in(other)) == (False, False, True)


def change(client: FlaskClient, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> TestResponse:
    """Send the form of a new password."""
    return client.post("/me/password", data={"old": old, "password": new, "again": again})


def test_change_password_keeps_this_session_and_ends_the_others(
    with_password: World, signed_in: SignedIn, client: FlaskClient
) -> None:
    here, there = signed_in("周老师"), signed_in("周老师")

    assert change(here).headers["Location"] == "/me"
    assert "密码已改，其他设备上已退出" in here.get("/me").text
    assert (is_in(here), is_in(there)) == (True, False)
    assert WRONG in sign_in(client).text
    assert sign_in(client, password=NEW).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("not-my-password", NEW, NEW, "现在的密码不对。"),
        (PASSWORD, "1234567", "1234567", "密码要 8—200 个字符，现在是 7 个。"),
        (PASSWORD, NEW, "brand-new-passwort", "两次要写一样的密码。"),
        ("", NEW, NEW, "写现在的密码。"),
    ],
)
def test_change_password_refused_says_why_and_changes_nothing(
    with_password: World, signed_in: SignedIn, client: FlaskClient, old: str, new: str, again: str, sentence: str
) -> None:
    answer = change(signed_in("周老师"), old, new, again)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not {word for word in (old, new, again) if word and f'"{word}"' in answer.text}
    assert sign_in(client).status_code == 302


def test_me_shows_what_i_am_where(world: World, signed_in: SignedIn) -> None:
    page = signed_in("钱会计").get("/me").text

    assert re.search(r"镇中心小学</p></div><span class=\"end\">财务", page)
    assert "13800000004" in page


@pytest.mark.parametrize("path", ["/me"])
def test_me_needs_login(world: World, client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Location"] == "/sign-in?next=/me"


@pytest.mark.parametrize("path", ["/me/password", "/me/sign-out-everywhere", "/sign-out"])
def test_steps_need_login_and_a_form(world: World, client: FlaskClient, signed_in: SignedIn, path: str) -> None:
    assert client.post(path).headers["Location"] == "/sign-in"
    assert signed_in("周老师").get(path).status_code == 405
