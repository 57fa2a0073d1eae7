"""The first visit of an installation."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from planner.enums import Role
from planner.extensions import db
from planner.models import User
from tests.planner.conftest import PASSWORD, World

InApp = Callable[[], AbstractContextManager[object]]
CODE = "1a2b3c4d"
FILLED = {
    "code": CODE,
    "organisation": "县<团委>",
    "name": "沈书记",
    "account": "138 0000 0031",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.fixture
def visitor(app: Flask, client: FlaskClient, quick_hashes: PasswordHasher) -> FlaskClient:
    """A browser before an empty installation, whose code is on the console."""
    app.config["SETUP_CODE"] = CODE
    return client


def fill(client: FlaskClient, **others: str) -> TestResponse:
    """Send the form."""
    return client.post("/setup", data=FILLED | others)


@pytest.mark.parametrize("path", ["/", "/events", "/me"])
def test_first_visit_leads_to_the_setup(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).headers["Location"] == "/setup"


def test_setup_makes_unit_and_administrator_and_signs_in(visitor: FlaskClient, in_app: InApp) -> None:
    assert "<h1>首次设置</h1>" in visitor.get("/setup").text

    assert fill(visitor).headers["Location"] == "/"

    page = visitor.get("/users").text
    assert "设置好了，可以加人、建活动" in page
    assert "县&lt;团委&gt;" in page
    with visitor.session_transaction() as session:
        assert session.permanent
    with in_app():
        user = db.session.scalars(select(User)).one()
        assert (user.name, user.phone, [m.role for m in user.memberships]) == (
            "沈书记",
            "13800000031",
            [Role.ADMINISTRATOR],
        )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "1a2b3c4e", "设置码不对，看服务器控制台上打印的那一行。"),
        ("code", "", "看服务器控制台上打印的那一行。"),
        ("organisation", " ", "写单位全称。"),
        ("organisation", "县" * 81, "最多 80 个字，现在有 81 个。"),
        ("name", "", "写姓名。"),
        ("account", "1380000", "写 11 位手机号，或邮箱地址。"),
        ("password", "1234567", "密码要 8—200 个字符，现在是 7 个。"),
        ("again", "other-password", "两次要写一样的密码。"),
    ],
)
def test_setup_refused_keeps_the_input_and_says_why(
    visitor: FlaskClient, in_app: InApp, field: str, value: str, sentence: str
) -> None:
    answer = fill(visitor, **{field: value})

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = {name: text for name, text in (FILLED | {field: value}).items() if name not in ("password", "again")}
    for text in kept.values():
        assert text.strip().replace("<", "&lt;").replace(">", "&gt;") in answer.text
    assert PASSWORD not in answer.text
    with in_app():
        assert db.session.scalars(select(User)).all() == []


def test_setup_without_a_code_on_the_console_lets_nobody_in(visitor: FlaskClient, app: Flask) -> None:
    app.config["SETUP_CODE"] = ""

    assert "没有设置码" in visitor.get("/setup").text
    assert fill(visitor).status_code == 422
    assert fill(visitor, code="").status_code == 422


def test_setup_is_gone_once_somebody_exists(world: World, visitor: FlaskClient) -> None:
    for answer in (visitor.get("/setup"), fill(visitor)):
        assert answer.status_code == 404
        assert "已经设置过了，直接登录。" in answer.text
    assert visitor.get("/").headers["Location"].startswith("/sign-in")
