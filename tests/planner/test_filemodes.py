"""What an installation keeps is for the owner of its process only, whatever the umask says."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from planner.extensions import db
from planner.filemodes import make_private_file, restrict
from planner.migrations import upgrade_database
from planner.models import Organisation
from tests.databases import SQLITE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
DATABASE = "planner.sqlite3"


def mode_of(path: Path) -> str:
    """Its rights, as `ls` shows them in figures."""
    return oct(path.stat().st_mode & 0o7777)


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """What this process takes from new files: nothing, or writing by others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def instance(backend: str, tmp_path: Path) -> Path:
    """A folder of an installation that is not there yet; the database is a file in it."""
    if backend != SQLITE:
        pytest.skip("a server keeps its files by itself")
    return tmp_path / "instance"


def start(make_app: Callable[..., Flask], instance: Path) -> dict[str, str]:
    """Start there and write; the rights of all that lies directly in the folder, and those of the folder."""
    app = make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{instance / DATABASE}", INSTANCE_DIR=str(instance), DATA_KEY="")
    with app.app_context():
        upgrade_database()
        db.session.add(Organisation(name="小学"))
        db.session.flush()
        found = {path.name: mode_of(path) for path in instance.iterdir() if path.is_file()}
        db.session.rollback()
    return found | {".": mode_of(instance)}


@pytest.mark.usefixtures("umask")
def test_new_installation_is_private(make_app: Callable[..., Flask], instance: Path) -> None:
    found = start(make_app, instance)

    files = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}.upgrade", "data.key"}
    assert found == dict.fromkeys(files, "0o600") | {".": "0o700"}


def test_installation_of_an_earlier_version_is_private_from_the_next_start_on(
    make_app: Callable[..., Flask], instance: Path
) -> None:
    files = start(make_app, instance).keys() - {"."}
    with closing(sqlite3.connect(instance / DATABASE)) as other:
        other.execute("SELECT count(*) FROM organisation").fetchall()  # so that the log stays in its place
        for name in files:
            (instance / name).chmod(0o644)
        instance.chmod(0o755)

        found = start(make_app, instance)

    assert found == dict.fromkeys(files, "0o600") | {".": "0o700"}


def test_folder_that_everybody_shares_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)

    restrict(tmp_path)

    assert mode_of(tmp_path) == "0o1777"


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    restrict(tmp_path / "nowhere")

    assert list(tmp_path.iterdir()) == []


def test_file_that_is_there_keeps_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "held").write_bytes(b"all of it")

    make_private_file(tmp_path / "held")
    make_private_file(tmp_path / "new")

    assert ((tmp_path / "held").read_bytes(), mode_of(tmp_path / "new")) == (b"all of it", "0o600")
