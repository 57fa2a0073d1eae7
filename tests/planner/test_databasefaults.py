"""Statements that fail: what is said of them, in the log above all, and which of them are worth another try."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from planner.databasefaults import is_busy, is_disk_fault, is_unprepared
from planner.extensions import db
from planner.models import Event, Organisation, Participant
from tests.databases import POSTGRESQL

InApp = Callable[[], AbstractContextManager[Any]]
# Put together here, so that no line of this file that stands in a trace holds it.
NAME = "".join(["张", "小", "明"])
PHONE = "1380000" + "4321"


def add(*rows: object) -> None:
    """Write them."""
    db.session.add_all(rows)
    db.session.flush()


def unit(**values: Any) -> Organisation:
    """An organisation that can be written."""
    return Organisation(**{"name": NAME, "approval_by_parent": False} | values)


def child(**values: Any) -> Participant:
    """A row of the roster of an event that isn't there."""
    return Participant(**{"event_id": 99, "key": "a", "position": 1, "name": NAME, "phone": PHONE} | values)


def run(statement: str, **values: Any) -> None:
    """Send it."""
    db.session.execute(text(statement), values)


FAILURES: dict[str, Callable[[], object]] = {
    "the same name twice": lambda: add(unit(), unit()),
    "no such event": lambda: add(child()),
    "text for a truth": lambda: add(unit(approval_by_parent=NAME)),
    "text for a number": lambda: add(unit(parent_id=NAME)),
    "text for a moment": lambda: add(unit(created_at=NAME)),
    "a list for a text": lambda: add(child(name=[NAME], event_id=NAME)),
    "no status": lambda: db.session.scalars(select(Event).where(Event.status == NAME)).all(),
    "no table": lambda: run("SELECT * FROM nowhere WHERE name = :name", name=NAME),
    "a missing value": lambda: run("SELECT :name || :phone", name=NAME),
    "half a surrogate": lambda: run("INSERT INTO organisation (name) VALUES (:name)", name=NAME + "\ud800"),
    "no number on the server": lambda: run(
        "INSERT INTO event (id, title) VALUES (:id, CAST(:name AS varchar))", id=1, name=NAME
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_log_of_a_statement_that_failed_holds_no_value(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, failure: str
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "accounts.sign_in", _public(FAILURES[failure]))

    answer = client.post("/sign-in", data={"account": PHONE})

    assert answer.status_code in (500, 503)
    assert "Traceback" in caplog.text
    assert "Error" in caplog.text
    for value in (NAME, PHONE, NAME.encode("unicode_escape").decode()):
        assert value not in caplog.text


def _public(work: Callable[[], object]) -> Callable[[], object]:
    def view() -> object:
        return work()

    view.is_public = True  # type: ignore[attr-defined]
    return view


def test_log_still_says_what_failed(in_app: InApp, backend: str) -> None:
    with in_app():
        with pytest.raises(DBAPIError) as fault:
            add(unit(), unit())
        db.session.rollback()

    words = str(fault.value)
    assert "INSERT INTO organisation" in words
    if backend == POSTGRESQL:
        assert "(psycopg.errors.UniqueViolation) 23505 organisation uq_organisation_name" in words
        assert str(fault.value.orig) == "23505 organisation uq_organisation_name"
    else:
        assert "UNIQUE constraint failed: organisation.name" in words


def test_missing_table_means_that_the_database_is_not_prepared(in_app: InApp) -> None:
    with in_app():
        for statement, expected in (
            ("SELECT * FROM nowhere", True),
            ("SELECT nobody FROM organisation", True),
            ("INSERT INTO organisation (nobody) VALUES (1)", True),
            ("SELECT FROM WHERE", False),
        ):
            with pytest.raises(DBAPIError) as fault:
                run(statement)
            db.session.rollback()
            assert (is_unprepared(fault.value), is_busy(fault.value)) == (expected, False)


def sqlite_error(code: int) -> OperationalError:
    """As SQLAlchemy wraps what SQLite says with that code."""
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    return OperationalError("UPDATE …", {}, error)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), True),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (sqlite_error(sqlite3.SQLITE_LOCKED), True),
        (sqlite_error(sqlite3.SQLITE_FULL), False),
        (PoolTimeout("QueuePool limit reached"), True),
        (TimeoutError("of the network"), False),
        (None, False),
    ],
)
def test_is_busy(error: BaseException | None, expected: bool) -> None:
    assert is_busy(error) is expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_SHMSIZE), True),
        (sqlite_error(sqlite3.SQLITE_READONLY), True),
        (sqlite_error(sqlite3.SQLITE_CANTOPEN_ISDIR), True),
        (sqlite_error(sqlite3.SQLITE_BUSY), False),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), False),
        (OperationalError("UPDATE …", {}, psycopg.errors.DiskFull()), True),
        (OperationalError("UPDATE …", {}, psycopg.errors.IoError()), True),
        (OperationalError("UPDATE …", {}, psycopg.errors.LockNotAvailable()), False),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (OSError(errno.ECONNRESET, "Connection reset by peer"), False),
        (None, False),
    ],
)
def test_is_disk_fault(error: BaseException | None, expected: bool) -> None:
    assert (is_disk_fault(error), is_busy(error) and expected) == (expected, False)
