"""The migrations make exactly the tables of the models."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from planner.extensions import db
from planner.migrations import is_current, newest_revision, upgrade_database
from tests import postgres
from tests.conftest import POSTGRES_FOLDER, SQLITE


@pytest.fixture
def fresh_app(backend: str, make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """The app on a database without any table."""
    if backend == SQLITE:
        return make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    folder, _, guardian = os.environ[POSTGRES_FOLDER].rpartition(":")
    server = postgres.Server(Path(folder), guardian=int(guardian))
    uri = server.create_database(f"fresh_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    return make_app(SQLALCHEMY_DATABASE_URI=uri)


def test_upgrade_of_an_empty_database_makes_the_tables_of_the_models(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        assert not is_current()

        upgrade_database()

        with db.engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            assert compare_metadata(context, db.metadata) == []
            assert set(inspect(connection).get_table_names()) == {*db.metadata.tables, "alembic_version"}
            assert context.get_current_revision() == newest_revision()
        assert is_current()


def test_second_upgrade_does_nothing(fresh_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_app.app_context():
        upgrade_database()
        monkeypatch.setattr("flask_migrate.upgrade", lambda **_: pytest.fail("nothing to do"))

        upgrade_database()
