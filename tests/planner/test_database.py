"""What the connections of a database promise."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask, g
from sqlalchemy import text

from planner import create_app
from planner.databasefaults import is_disk_fault
from planner.extensions import db
from planner.models import Organisation
from tests.databases import POSTGRESQL, SQLITE
from tests.installation import SETTINGS, Installation

FULL = 2
QUESTIONS = {
    SQLITE: ("PRAGMA synchronous", "PRAGMA journal_mode"),
    POSTGRESQL: ("SELECT source FROM pg_settings WHERE name = 'synchronous_commit'",),
}


def test_what_is_committed_is_on_the_disk(installation: Installation) -> None:
    # As users start it: the apps of other tests spare the disk.
    places = {"SQLALCHEMY_DATABASE_URI": installation.database.uri, "INSTANCE_DIR": str(installation.folder)}
    with create_app({**SETTINGS, **places}).app_context():
        found = [db.session.scalar(text(question)) for question in QUESTIONS[db.engine.dialect.name]]
        db.session.remove()
        db.engine.dispose()

    # The server of the tests itself runs without; the application must not ask for less than its setting.
    assert found in ([FULL, "wal"], ["command line"])


@pytest.fixture
def on_disk(installation: Installation) -> Iterator[Flask]:
    """The app as users start it: those of other tests spare the disk."""
    places = {"SQLALCHEMY_DATABASE_URI": installation.database.uri, "INSTANCE_DIR": str(installation.folder)}
    app = create_app({**SETTINGS, **places})
    with app.app_context():
        if db.engine.dialect.name != SQLITE:
            pytest.skip("PostgreSQL syncs for several by itself")
    yield app
    with app.app_context():
        db.engine.dispose()


def test_commit_that_shares_its_sync_lets_others_write_and_waits_for_the_disk(
    on_disk: Flask, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = installation.database.uri.removeprefix("sqlite:///")
    synced: list[tuple[str, int]] = []

    def sync(descriptor: int) -> None:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            count = other.execute("SELECT count(*) FROM organisation").fetchone()[0]
        synced.append((os.readlink(f"/proc/self/fd/{descriptor}"), count))

    monkeypatch.setattr(os, "fsync", sync)
    with on_disk.test_request_context(method="POST"):
        g.shares_sync = True
        db.session.add(Organisation(name="镇中心小学"))
        db.session.commit()
        assert synced == [(f"{file}-wal", 1)]

        g.shares_sync = False
        db.session.add(Organisation(name="第二小学"))
        db.session.flush()
        found = db.session.connection().exec_driver_sql("PRAGMA synchronous").scalar()
        db.session.commit()

    assert (found, len(synced)) == (FULL, 1)


def test_commit_whose_sync_fails_is_not_told_as_saved(on_disk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", fail)
    with on_disk.test_request_context(method="POST"):
        g.shares_sync = True
        db.session.add(Organisation(name="镇中心小学"))

        with pytest.raises(OSError, match="no room") as fault:
            db.session.commit()

    assert is_disk_fault(fault.value)
