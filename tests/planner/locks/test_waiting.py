"""Somebody else holds the database: whoever writes waits a few seconds and then gets words, whoever reads is served."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url

from planner.config import WAIT_SECONDS
from planner.extensions import db
from planner.models import User
from planner.services.devices import begin_session
from tests.databases import SQLITE
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
# So long the app of these tests waits; the limit that is set is compared with it below.
SHORT = 1


@contextmanager
def locked(uri: str, event_id: int) -> Iterator[None]:
    """Another program holds what a change of that event needs."""
    if uri.startswith("sqlite"):
        holder = sqlite3.connect(make_url(uri).database or "", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
    else:
        holder = psycopg.connect(uri.replace("+psycopg", "", 1))
        holder.execute("SELECT id FROM event WHERE id = %s FOR UPDATE", [event_id])
    try:
        yield
    finally:
        holder.rollback()
        holder.close()


@pytest.fixture
def client(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch, make_app: Callable[..., Flask]) -> FlaskClient:
    """周老师 in an app that waits for a second only."""
    monkeypatch.setattr("planner.database.WAIT_SECONDS", SHORT)
    app = make_app(PROPAGATE_EXCEPTIONS=False)
    with in_app():
        session_id = begin_session(db.session.get_one(User, world.users["周老师"]))
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    return client


def test_writer_gives_up_with_words_and_the_text(world: World, client: FlaskClient) -> None:
    uri = client.application.config["SQLALCHEMY_DATABASE_URI"]
    row = f"/events/{world.event}/rows/duties/new"
    with locked(uri, world.event):
        start = time.monotonic()
        answer = client.post(row, data={"role": "领队", "task": "写了很久"})
        waited = time.monotonic() - start

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(WAIT_SECONDS))
    assert "系统正忙，等了 5 秒还没轮到。填的内容没有丢：返回上一页，过几秒再保存一次。" in answer.text
    assert "<dt>任务</dt><dd><pre>写了很久</pre></dd>" in answer.text
    assert SHORT <= waited < WAIT_SECONDS
    assert client.post(row, data={"role": "领队", "task": "写了很久"}).status_code == 302


def test_reader_is_served_meanwhile(world: World, client: FlaskClient) -> None:
    uri = client.application.config["SQLALCHEMY_DATABASE_URI"]
    paths = ("/", "/events", f"/events/{world.event}", f"/events/{world.event}/duties")

    # The lock is held until all have been read: a page that waited for it would end as that of the test above.
    with locked(uri, world.event):
        statuses = [client.get(path).status_code for path in paths]

    assert statuses == [200] * 4


def test_time_to_wait_is_set_on_every_connection(in_app: InApp, backend: str) -> None:
    with in_app():
        if backend == SQLITE:
            assert db.session.scalar(db.text("PRAGMA busy_timeout")) == WAIT_SECONDS * 1000
        else:
            assert db.session.scalar(db.text("SHOW lock_timeout")) == f"{WAIT_SECONDS}s"
        assert db.engine.pool.timeout() == WAIT_SECONDS  # type: ignore[attr-defined]


def test_connection_that_nobody_gives_back_is_waited_for_as_long(
    world: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with client.application.app_context():
        pool = db.engine.pool
    monkeypatch.setattr(pool, "_max_overflow", 0)
    monkeypatch.setattr(pool, "_timeout", 0.2)
    held = [pool.connect() for _ in range(pool.size())]  # type: ignore[attr-defined]

    answer = client.get("/events")

    assert (answer.status_code, "系统正忙" in answer.text) == (503, True)
    for connection in held:
        connection.close()
    assert client.get("/events").status_code == 200
