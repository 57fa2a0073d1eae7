"""Every refusal as a page of clear Chinese."""

import importlib
import pkgutil
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from wtforms import PasswordField

import planner.forms
from planner.extensions import db
from planner.models import User
from planner.services import rows
from planner.services.devices import begin_session
from planner.views.errors import SECRETS, SENTENCES
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def new_row(world: World) -> str:
    """An address that takes a form."""
    return f"/events/{world.event}/rows/duties/new"


@pytest.mark.parametrize("code", SENTENCES)
def test_error_of_the_web_is_told_in_our_words(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(client.application.view_functions, "calendar.show", lambda: abort(code))

    answer = client.get("/calendar")

    assert answer.status_code == code
    assert all(text.format(together=100, each=20) in answer.text for text in SENTENCES[code])


def test_fault_keeps_what_was_typed_and_is_logged(
    new_row: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(rows, "add_row", lambda *_, **__: 1 / 0)

    answer = client.post(new_row, data={"role": "领队", "task": "写了很久", "version": "1"})

    assert answer.status_code == 500
    assert "没存上" in answer.text
    assert "<dt>职务</dt><dd><pre>领队</pre></dd><dt>任务</dt><dd><pre>写了很久</pre></dd>" in answer.text
    assert "division" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_fault_while_reading_says_that_it_was_not_you(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(client.application.view_functions, "calendar.show", lambda: 1 / 0)

    answer = client.get("/calendar", headers={"Referer": "http://localhost/events?page=2"})

    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
    assert "这一页打不开" in answer.text
    assert '<a class="btn btn-primary" href="/events?page=2" data-back>返回</a>' in answer.text
    assert '<a class="btn btn-line" href="/">首页</a>' in answer.text
    assert 'id="main"' not in answer.text


@pytest.mark.parametrize(
    "before", ["", "http://evil.example/events", "javascript:alert(1)", "http://localhost//evil.example", "http://["]
)
def test_way_back_from_a_fault_stays_here(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(client.application.view_functions, "calendar.show", lambda: 1 / 0)

    page = client.get("/calendar", headers={"Referer": before}).text

    href = page.partition('btn-primary" href="')[2].partition('"')[0]
    assert href == ("/evil.example" if before.startswith("http://localhost") else "/")


def test_page_for_a_fault_needs_no_database(
    new_row: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False

    def refuse(*_: object, **__: object) -> None:
        raise OSError("the disk is gone")

    def lose(_session: object) -> None:
        raise OperationalError("ROLLBACK", {}, OSError("the connection is gone"))

    monkeypatch.setattr("planner.worksession.WorkSession.rollback", lose)

    for part in ("connect", "begin", "raw_connection"):
        monkeypatch.setattr(f"sqlalchemy.engine.Engine.{part}", refuse)

    answer = client.post(new_row, data={"role": "领队", "password": "geheim"})

    assert answer.status_code == 500
    assert "填的内容没有丢：返回上一页，再保存一次。" in answer.text
    assert "<pre>领队</pre>" in answer.text
    assert "geheim" not in answer.text
    assert "the disk is gone" in caplog.text
    assert "the disk is gone" not in answer.text


def test_database_without_its_tables_says_what_to_run(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    app = make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'new.sqlite3'}", PROPAGATE_EXCEPTIONS=False)

    answer = app.test_client().get("/")

    assert answer.status_code == 503
    assert "系统还没准备好" in answer.text
    assert "planner upgrade" in answer.text


def test_fault_leaves_nothing_half_done(
    new_row: str, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("planner.services.rowlog.record_change", lambda *_, **__: 1 / 0)

    client.post(new_row, data={"role": "领队"})

    with in_app():
        assert db.session.scalar(db.text("SELECT count(*) FROM duty")) == 0


def csrf_client(make_app: Callable[..., Flask], world: World, in_app: InApp) -> FlaskClient:
    """周老师 in an app that checks its forms."""
    with in_app():
        session_id = begin_session(db.session.get_one(User, world.users["周老师"]))
        db.session.commit()
    client = make_app(WTF_CSRF_ENABLED=True).test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    return client


def test_expired_form_shows_what_was_typed_and_no_password(
    make_app: Callable[..., Flask], world: World, in_app: InApp
) -> None:
    client = csrf_client(make_app, world, in_app)

    answer = client.post(
        "/me/password",
        data={"old": "geheim-1", "password": "geheim-2", "again": "geheim-2", "words": "<b>意见</b>"},
    )

    assert answer.status_code == 400
    assert "表单过期了" in answer.text
    assert "&lt;b&gt;意见&lt;/b&gt;" in answer.text
    assert "geheim" not in answer.text


def test_every_password_field_of_the_forms_is_secret() -> None:
    named = {
        name
        for module in pkgutil.iter_modules(planner.forms.__path__)
        for form in vars(importlib.import_module(f"planner.forms.{module.name}")).values()
        if isinstance(form, type)
        for base in form.__mro__
        for name, field in vars(base).items()
        if getattr(field, "field_class", None) and issubclass(field.field_class, PasswordField)
    }

    assert named == SECRETS - {"code"}


def test_form_with_its_token_is_taken(
    make_app: Callable[..., Flask], world: World, new_row: str, in_app: InApp
) -> None:
    client = csrf_client(make_app, world, in_app)
    token = client.get(new_row).text.split('name="csrf_token" value="')[1].partition('"')[0]

    answer = client.post(new_row, data={"role": "领队", "csrf_token": token})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("path", "name", "besides", "label"),
    [
        ("submit", "remark", {}, "给审批人的话"),
        ("plan/section-1", "text", {"version": "1"}, "正文"),
        ("rows/duties/paste", "text", {"html": ""}, "粘贴表格"),
        ("reviews/budget/1", "remark-line-1", {"decision": "pass"}, "对明细的意见"),
        ("submit", "nobody_asks_this", {}, "填的内容"),
    ],
)
def test_what_an_expired_form_held_is_called_as_on_the_form(
    make_app: Callable[..., Flask],
    world: World,
    in_app: InApp,
    path: str,
    name: str,
    besides: dict[str, str],
    label: str,
) -> None:
    client = csrf_client(make_app, world, in_app)

    answer = client.post(f"/events/{world.event}/{path}", data={name: "写了很久", **besides})

    assert answer.status_code == 400
    assert re.findall(r"<dt>(.*?)</dt><dd><pre>(.*?)</pre>", answer.text) == [(label, "写了很久")]


def test_form_that_is_too_large_is_refused(new_row: str, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    client.application.config["MAX_FORM_MEMORY_SIZE"] = 1000

    answer = client.post(new_row, data={"role": "领" * 5000}, content_type="multipart/form-data")

    assert (answer.status_code, "内容太大" in answer.text) == (413, True)


def test_strangers_get_the_plain_page(world: World, client: FlaskClient) -> None:
    page = client.get("/nowhere").text

    assert "这个页面不在这里" in page
    assert 'aria-label="主导航"' not in page


@pytest.mark.parametrize("path", ["/", "/events", "/nowhere", "/sign-in"])
def test_every_page_has_safe_headers(world: World, signed_in: SignedIn, path: str) -> None:
    headers = signed_in("周老师").get(path).headers

    assert "script-src" not in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-cache" in headers["Cache-Control"]
