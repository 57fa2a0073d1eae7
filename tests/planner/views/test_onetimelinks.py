"""The one-time link with which somebody sets a password."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.extensions import db
from planner.services import accounts
from tests.conftest import At
from tests.planner.conftest import PASSWORD, World
from tests.planner.signing import is_password
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
CLOSED = "链接已用过或已过期，请管理员再发一个。"


@pytest.fixture
def token(world: World, in_app: InApp, quick_hashes: PasswordHasher, at: At) -> str:
    """The token of an open link of 周老师."""
    at(START)
    with in_app():
        made = accounts.issue_password_link(user(world, "周老师"), hours=48, actor=CONSOLE)
        db.session.commit()
    return made


def test_link_sets_the_password_and_signs_in(world: World, token: str, client: FlaskClient, in_app: InApp) -> None:
    assert "周老师，设置密码" in client.get(f"/password/{token}").text

    answer = client.post(f"/password/{token}", data={"password": PASSWORD, "again": PASSWORD})

    assert answer.headers["Location"] == "/"
    assert "周老师" in client.get("/me").text
    with in_app():
        assert is_password(user(world, "周老师"), PASSWORD)


def test_link_takes_the_place_of_who_is_in(world: World, token: str, signed_in: Callable[[str], FlaskClient]) -> None:
    client = signed_in("李老师")

    client.post(f"/password/{token}", data={"password": PASSWORD, "again": PASSWORD})

    assert "<h1>周老师</h1>" in client.get("/me").text


def test_link_ends_older_sessions(
    world: World, token: str, client: FlaskClient, signed_in: Callable[[str], FlaskClient]
) -> None:
    there = signed_in("周老师")

    client.post(f"/password/{token}", data={"password": PASSWORD, "again": PASSWORD})

    assert there.get("/me").status_code == 302


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("1234567", "1234567", "密码要 8—200 个字符，现在是 7 个。"),
        ("密" * 201, "密" * 201, "密码要 8—200 个字符，现在是 201 个。"),
        (PASSWORD, "other-password", "两次要写一样的密码。"),
        ("", "", "写新密码。"),
    ],
)
def test_link_with_a_bad_password_says_why_and_stays_open(
    world: World, token: str, client: FlaskClient, password: str, again: str, sentence: str
) -> None:
    answer = client.post(f"/password/{token}", data={"password": password, "again": again})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert client.get(f"/password/{token}").status_code == 200


@pytest.mark.parametrize("why", ["used", "expired", "wrong", "inactive"])
def test_link_no_longer_open_is_a_404_sentence(
    world: World, token: str, client: FlaskClient, in_app: InApp, at: At, why: str
) -> None:
    data = {"password": PASSWORD, "again": PASSWORD}
    if why == "used":
        client.post(f"/password/{token}", data=data)
        client.post("/sign-out")
    elif why == "expired":
        at(START + timedelta(hours=48, seconds=1))
    elif why == "inactive":
        with in_app():
            user(world, "周老师").active = False
            db.session.commit()
    path = f"/password/{'nothere' if why == 'wrong' else token}"

    for answer in (client.get(path), client.post(path, data=data)):
        assert answer.status_code == 404
        assert CLOSED in answer.text
    assert client.get("/me").status_code == 302
