"""The sample data in copies of the database: readable to nobody without the key, and gone after the purge."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Contact, Duty, Erasure, Event, Participant, SignUp, User, Volunteer
from planner.services.purging import purge_due
from planner.services.samples import load_sample_data
from tests import postgres
from tests.conftest import At
from tests.databases import SQLITE
from tests.planner.asides import read_aside
from tests.planner.signing import try_in

InApp = Callable[[], AbstractContextManager[Any]]
BEFORE, LONG_AFTER = datetime(2027, 5, 1, 4, tzinfo=UTC), datetime(2029, 12, 1, 4, tzinfo=UTC)


@pytest.fixture
def secrets(in_app: InApp, at: At, quick_hashes: object) -> list[str]:
    """Every phone, guardian and illness of the sample data, after some work with it that leaves traces in logs."""
    at(BEFORE)
    with in_app():
        load_sample_data()
        db.session.commit()
        children = db.session.scalars(db.select(Participant)).all()
        found = [word for child in children for word in (child.phone, child.guardian, child.remark)]
        found += db.session.scalars(db.select(SignUp.leave_because)).all()
        for model in (Duty, Contact, User, Volunteer):
            found += db.session.scalars(db.select(model.phone)).all()
        try_in("13800000009")
        db.session.commit()
        secrets = sorted({word for word in found if word} | {"13800000009"})
    assert len(secrets) > 60
    assert {"花生过敏", "13800000101", "林家长", "13800000001", "13800000201", "那天医院调了夜班"} <= set(secrets)
    return secrets


def copies(app: Flask, backend: str, folder: Path) -> list[bytes]:
    """The database as whoever gets hold of a copy has it: its files and a copy in one step, or what pg_dump writes."""
    uri = str(app.config["SQLALCHEMY_DATABASE_URI"])
    if backend == SQLITE:
        path, copied = Path(uri.removeprefix("sqlite:///")), folder / "copy.sqlite3"
        copied.unlink(missing_ok=True)
        with app.app_context():
            plain = db.session.connection().connection.driver_connection
            assert plain is not None
            db.session.rollback()
            plain.execute(f"VACUUM INTO '{copied}'")
        files = [path, Path(f"{path}-wal"), copied]
        # By another process: closing one of them here would give up the locks of SQLite on it.
        return [read_aside(file) for file in files if file.exists()]
    programs = postgres.find_programs()
    assert programs is not None
    address = uri.replace("postgresql+psycopg://", "postgresql://")
    dumped = subprocess.run([programs / "pg_dump", address], capture_output=True, check=True)
    return [dumped.stdout]


def hits(found: list[bytes], words: list[str]) -> list[str]:
    """The words that stand in any of the copies."""
    return [word for word in words if any(word.encode() in copy for copy in found)]


def stored(app: Flask) -> list[bytes]:
    """Every file of the instance."""
    folder = Path(app.config["INSTANCE_DIR"])
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_no_copy_of_the_database_tells_a_phone_a_guardian_or_an_illness(
    app: Flask, backend: str, secrets: list[str], tmp_path: Path
) -> None:
    found = copies(app, backend, tmp_path)

    assert hits(found, ["白石镇中心小学"]) == ["白石镇中心小学"]  # it is the right copy, and can be read
    assert hits([*found, *stored(app)], secrets) == []


def test_purge_leaves_nothing_of_the_children_but_their_number(
    app: Flask, backend: str, in_app: InApp, at: At, secrets: list[str], tmp_path: Path
) -> None:
    with in_app():
        names = [child.name for child in db.session.scalars(db.select(Participant))]
        columns = ("name", "guardian", "phone", "remark")
        sealed = [t for c in columns for t in db.session.scalars(text(f"SELECT {c} FROM participant")) if t]
    assert hits(copies(app, backend, tmp_path), sealed) == sealed

    at(LONG_AFTER)
    with in_app():
        purge_due(months=6, keep_days=30, actor=CONSOLE)
        db.session.commit()

    assert hits([*copies(app, backend, tmp_path), *stored(app)], [*names, *sealed, *secrets]) == []
    with in_app():
        report = db.session.scalars(db.select(Erasure)).one()
        assert (report.children, report.girls, report.boys, report.found) == (30, 15, 15, 0)
        assert db.session.scalar(db.select(db.func.count()).select_from(Participant)) == 0
        assert db.session.get_one(Event, report.event_id).children_erased_at == LONG_AFTER
