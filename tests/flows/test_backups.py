"""A backup is made while a process writes, put back elsewhere and looked through: all is there, nothing in clear."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, func, select, text

from planner.backups.programs import run_program
from planner.extensions import db
from planner.migrations import is_current
from planner.models import Attachment, DatabaseIdentity, Event, Organisation, Participant
from tests.conftest import ROOT, At
from tests.installation import SETTINGS
from tests.planner.installations import (
    MakeApp,
    copy_installation,
    make_installation,
    template_of,
)

LONG_AFTER = datetime(2029, 12, 1, 4, tzinfo=UTC)


@pytest.fixture
def source(backend: str, make_app: MakeApp, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An installation in use: the sample data and two files."""
    return copy_installation(backend, make_app, template_of(backend, tmp_path_factory), tmp_path, "source")


@contextmanager
def writing(app: Flask) -> Iterator[None]:
    """While a process of its own writes to the installation."""
    places = {name: app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "INSTANCE_DIR")}
    command = [sys.executable, "-m", "tests.flows.backupwriter", json.dumps(SETTINGS | places)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout
            assert writer.stdout.readline() == "begun\n"
            yield
        finally:
            writer.kill()


def run(app: Flask, *args: object) -> str:
    """A command there, which must go well; what it prints."""
    answer = app.test_cli_runner().invoke(args=[str(arg) for arg in args])
    assert answer.exit_code == 0, answer.output
    return answer.output


def persons(app: Flask) -> list[tuple[str, str, str]]:
    """The children with what is most private of them."""
    with app.app_context():
        rows = db.session.scalars(select(Participant).order_by(Participant.id))
        return [(row.name, row.guardian, row.phone) for row in rows]


def count(app: Flask, model: type, *conditions: ColumnElement[bool]) -> int:
    """How many rows there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def identity(app: Flask) -> str:
    """What the database calls itself."""
    with app.app_context():
        return db.session.scalars(select(DatabaseIdentity.value)).one()


def find_texts(place: Path, texts: set[str]) -> list[str]:
    """Those of the texts that stand anywhere in the files of a folder, as UTF-8."""
    contents = [path.read_bytes() for path in place.rglob("*") if path.is_file()]
    return [text for text in texts if any(text.encode() in content for content in contents)]


@pytest.mark.slow
def test_backup_under_a_writer_is_put_back_elsewhere_and_is_whole(
    source: Flask, backend: str, make_app: MakeApp, tmp_path: Path
) -> None:
    children = persons(source)
    with writing(source):
        run(source, "backup", tmp_path / "backups")
    other = make_installation(backend, make_app, tmp_path, "elsewhere")

    assert "完好" in run(other, "verify", tmp_path / "backups")
    assert "完好" in run(other, "restore", tmp_path / "backups")

    assert persons(other) == children != []
    assert count(other, Event) == 5
    written = count(other, Organisation, Organisation.name.startswith("写入"))
    assert written == count(other, Attachment, Attachment.key.startswith("w")) >= 1
    with other.app_context():
        assert is_current()
    assert identity(other) != identity(source), "tags given out before fit nothing in it"
    run(other, "backup", tmp_path / "again")
    assert "完好" in run(source, "verify", tmp_path / "again")


def unpack(backups: Path, target: Path) -> None:
    """Lay out what a backup holds as plain files, a dump of PostgreSQL as the SQL that it is."""
    with zipfile.ZipFile(next(backups.iterdir())) as opened:
        opened.extractall(target)
    for dump in target.rglob("*.dump"):
        run_program("pg_restore", f"--file={dump}.sql", str(dump))


def test_nothing_of_a_child_stands_in_a_backup_in_clear(source: Flask, tmp_path: Path) -> None:
    private = {value for child in persons(source) for value in child[1:] if value}
    assert len(private) > 20

    run(source, "backup", tmp_path / "backups")
    unpack(tmp_path / "backups", tmp_path / "unpacked")

    assert find_texts(tmp_path / "unpacked", {"六一"}) == ["六一"], "the search finds what is there"
    assert find_texts(tmp_path / "unpacked", private) == []


def sealed_texts(app: Flask) -> set[str]:
    """What is kept of the children, as it lies in the database."""
    with app.app_context():
        rows = db.session.execute(text("SELECT name, guardian, phone, remark FROM participant"))
        return {value for row in rows for value in row if value}


@pytest.mark.slow
def test_purge_of_a_restored_installation_leaves_nothing_of_its_children(
    source: Flask, backend: str, make_app: MakeApp, tmp_path: Path, at: At
) -> None:
    private = {value for child in persons(source) for value in child if value}
    with writing(source):
        run(source, "backup", tmp_path / "backups")
    other = make_installation(backend, make_app, tmp_path, "elsewhere")
    run(other, "restore", tmp_path / "backups")
    run(other, "verify", tmp_path / "backups")
    sealed = sealed_texts(other)
    assert len(sealed) > 60
    unpack(tmp_path / "backups", tmp_path / "before")
    assert set(find_texts(tmp_path / "before", sealed)) == sealed, "the search finds what is there"

    at(LONG_AFTER)
    assert "找过，一处都没有了" in run(other, "purge")

    run(other, "backup", tmp_path / "purged")
    unpack(tmp_path / "purged", tmp_path / "after")
    for place in (tmp_path / "after", tmp_path / "elsewhere"):
        assert find_texts(place, sealed | private) == []
    assert persons(other) == []
