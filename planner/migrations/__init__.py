"""Bringing a database to the newest revision; Alembic is loaded only when there is something to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import inspect, text

from planner.extensions import db
from planner.filemodes import make_private_file, make_private_folder, restrict

FOLDER = Path(__file__).parent
# Whoever starts second waits until the first has upgraded, however much there is to change.
_PATIENCE_SECONDS = 3600
# The name of the lock on PostgreSQL: any number that nothing else uses.
_LOCK = 7_106_531


def newest_revision() -> str:
    """The last revision in this folder; their files begin with their numbers."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def is_current() -> bool:
    """Whether the database stands at the newest revision."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        current: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return current == newest_revision()


def upgrade_database() -> None:
    """Bring the database of the current application to the newest revision, if it isn't there.

    Of several that start at once exactly one does it, the others wait for it.
    """
    make_private_folder(Path(current_app.config["INSTANCE_DIR"]))
    with _one_at_a_time():
        if is_current():
            return
        from flask_migrate import upgrade

        prepare_alembic(current_app._get_current_object())  # type: ignore[attr-defined]
        upgrade(directory=str(FOLDER))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A lock that lasts for several transactions, and that is gone with the process that held it."""
    if db.engine.dialect.name == "sqlite":
        # A lock file that works alike on every system: an empty database beside ours.
        beside = Path(f"{db.engine.url.database}.upgrade")
        make_private_file(beside)
        restrict(beside)
        with closing(sqlite3.connect(beside, timeout=_PATIENCE_SECONDS)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    else:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
            try:
                yield
            finally:
                connection.invalidate()  # the lock ends with its connection


def prepare_alembic(app: Flask) -> None:
    """Give Alembic the tables of the application."""
    from flask_migrate import Migrate

    if "migrate" not in app.extensions:
        Migrate(app, db, directory=str(FOLDER), render_as_batch=True)
