"""The migrations make exactly the tables of the models."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import inspect, text

from planner.extensions import db
from planner.migrations import FOLDER, is_current, newest_revision, prepare_alembic, upgrade_database
from tests import postgres
from tests.conftest import POSTGRES_FOLDER, SQLITE

OLD_LINES = ((1001, "1.5", "4", None), (None, None, None, 500), (1001, None, None, None))


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


def test_lines_that_were_there_get_their_amounts(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0001")
        with db.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO organisation (id, name, approval_by_parent, created_at) VALUES (1, '小学', false, '2027-01-01')"
                )
            )
            connection.execute(
                text(
                    'INSERT INTO "user" (id, name, name_key, password_hash, session_number, active, is_sample, created_at) '
                    "VALUES (1, '周老师', 'z', '', 1, true, false, '2027-01-01')"
                )
            )
            connection.execute(
                text(
                    "INSERT INTO event (id, organisation_id, owner_id, title, kind, status, theme, place, transport, version, change_number, "
                    "reopened_because, is_sample, created_at, updated_at) VALUES (1, 1, 1, '六一', 'blank', 'draft', '', '', '', 1, 1, '', false, "
                    "'2027-01-01', '2027-01-01')"
                )
            )
            for n, (price, quantity, times, stated) in enumerate(OLD_LINES):
                connection.execute(
                    text(
                        "INSERT INTO budget_line (event_id, key, position, version, edited_by, category, item, unit, times_unit, source, "
                        "basis, unit_price, quantity, times, stated) VALUES (1, :key, :n, 1, '', '', '水', '', '', '', '', :price, "
                        ":quantity, :times, :stated)"
                    ),
                    {"key": str(n), "n": n, "price": price, "quantity": quantity, "times": times, "stated": stated},
                )

        upgrade_database()

        with db.engine.connect() as connection:
            amounts = connection.execute(text("SELECT amount FROM budget_line ORDER BY position")).scalars().all()
            assert amounts == [6006, 500, None]
            assert connection.execute(text("SELECT name, tax_number FROM organisation")).all() == [("小学", "")]
