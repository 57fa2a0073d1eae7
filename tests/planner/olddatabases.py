"""Databases as earlier versions left them: without a table, or with a few rows of an old revision."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests import postgres
from tests.conftest import POSTGRES_FOLDER
from tests.databases import SQLITE

PEOPLE = (
    "INSERT INTO organisation (id, name, approval_by_parent, created_at) VALUES (1, '小学', false, :then)",
    'INSERT INTO "user" (id, name, name_key, password_hash, session_number, active, is_sample, created_at) '
    "VALUES (1, '周老师', 'z', '', 1, true, false, :then)",
    "INSERT INTO event (id, organisation_id, owner_id, title, kind, status, theme, place, transport, version, "
    "change_number, reopened_because, is_sample, created_at, updated_at) "
    "VALUES (1, 1, 1, '六一', 'blank', 'draft', '', '', '', 1, 1, '', false, :then, :then)",
)
NOW = datetime.now(UTC)
THEN = NOW - timedelta(days=9)


@pytest.fixture
def fresh_app(backend: str, make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """The app on a database without any table."""
    if backend == SQLITE:
        return make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    folder, _, guardian = os.environ[POSTGRES_FOLDER].rpartition(":")
    server = postgres.Server(Path(folder), guardian=int(guardian))
    uri = server.create_database(f"fresh_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    return make_app(SQLALCHEMY_DATABASE_URI=uri)
