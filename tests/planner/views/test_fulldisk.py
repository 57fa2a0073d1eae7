"""A disk that is full, or that breaks: said plainly, with what was typed still there."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from werkzeug.formparser import FormDataParser

from planner.extensions import db
from planner.models import Duty
from planner.services import rows
from planner.worker import describe_fault
from tests.databases import SQLITE
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
LONG = "写了很久" * 450
RAISE = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"


@pytest.fixture
def full_disk(app: Flask, backend: str, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database that takes no row more: SQLite may not grow, of PostgreSQL its own error is raised."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    if backend != SQLITE:
        monkeypatch.setattr(rows, "add_row", lambda *_, **__: db.session.execute(text(RAISE)))
        yield
        return
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            plain = connection.connection.driver_connection
            assert plain is not None
            plain.execute("VACUUM")  # what tests before this one left free would be filled first

    def forbid_growth(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    event.listen(engine, "begin", forbid_growth)
    yield
    event.remove(engine, "begin", forbid_growth)
    engine.dispose()


def count_duties(in_app: InApp) -> int:
    """How many rows there are."""
    with in_app():
        return db.session.scalar(db.select(db.func.count()).select_from(Duty)) or 0


def test_full_disk_is_told_with_what_was_typed(
    full_disk: None, world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    client = signed_in("周老师")

    answer = client.post(f"/events/{world.event}/rows/duties/new", data={"role": "领队", "task": LONG, "once": "k1"})

    assert answer.status_code == 507
    assert "<h1>没存上</h1>" in answer.text
    assert "服务器的磁盘满了，或者读写不了。填的内容没有丢：告诉管理员，腾出空间以后返回上一页" in answer.text
    assert f"<dt>任务</dt><dd><pre>{LONG}</pre></dd>" in answer.text
    assert "没有丢：返回上一页，再保存一次" not in answer.text
    assert count_duties(in_app) == 0
    assert client.get(f"/events/{world.event}").status_code == 200, "who only reads is served"


def test_page_that_meets_a_broken_disk_says_whom_to_tell(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False

    def fail() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setitem(client.application.view_functions, "calendar.show", fail)

    answer = client.get("/calendar")

    assert answer.status_code == 507
    assert "服务器的磁盘满了，或者读写不了。请告诉管理员，腾出空间以后再打开。" in answer.text
    assert "Input/output error" not in answer.text


def test_form_that_finds_no_room_on_its_way_in_is_told_so(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("周老师")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(FormDataParser, "parse", fail)

    answer = client.post(f"/events/{world.event}/attachments", data={"name": "x"})

    assert (answer.status_code, "没存上" in answer.text) == (507, True)


def test_job_says_that_the_disk_is_full() -> None:
    assert describe_fault(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) == "服务器的磁盘满了，或者读写不了。"
