"""The key files: made once, named when they are broken, never made anew while something is sealed with them."""

import base64
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from planner.errors import ConfigError
from planner.extensions import db
from planner.keyfiles import read_or_make_data_key, read_or_make_secret_key
from planner.models import KeyCheck
from planner.sealing import read_data_keys
from tests.installation import Installation
from tests.planner.conftest import World
from tests.planner.rowvalues import put

InApp = Callable[[], AbstractContextManager[Any]]
KEY = base64.b64encode(bytes(32)).decode()
BROKEN = [b"", b"\n", b"short", b"\xff\xfe\x00key", KEY[:20].encode(), f"1:{KEY}x".encode()]


def no_database(folder: Path) -> str:
    """The address of a database that isn't there."""
    return f"sqlite:///{folder / 'none.sqlite3'}"


def test_two_new_keys_have_different_ids(tmp_path: Path) -> None:
    made = [read_or_make_data_key(tmp_path / name, no_database(tmp_path)) or "" for name in ("one.key", "two.key")]

    ids = {key_id for text in made for key_id, _ in read_data_keys(text)}
    assert (len(ids), "1" in ids) == (2, False)


@pytest.mark.parametrize("content", BROKEN)
def test_broken_data_key_names_its_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "data.key"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"data\.key.*备份"):
        read_or_make_data_key(path, no_database(tmp_path))

    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe\x00key"])
def test_broken_secret_key_names_its_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret.key"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"secret\.key"):
        read_or_make_secret_key(path)


def test_key_that_may_not_be_read_names_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data.key"
    path.write_text(KEY)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ConfigError, match=r"data\.key 打不开"):
        read_or_make_data_key(path, no_database(tmp_path))


def test_key_that_others_could_read_becomes_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "data.key"
    path.write_text(KEY)
    path.chmod(0o644)

    assert read_or_make_data_key(path, no_database(tmp_path)) == KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_database_that_cannot_be_asked_gets_no_new_key(tmp_path: Path) -> None:
    assert read_or_make_data_key(tmp_path / "data.key", "postgresql+psycopg://nobody@127.0.0.1:1/none") is None
    assert not (tmp_path / "data.key").exists()


def start(installation: Installation, folder: Path, make_app: Callable[..., Flask]) -> Flask:
    """The app with its keys in that folder."""
    return make_app(DATA_KEY=None, INSTANCE_DIR=str(folder))


def test_lost_key_is_not_made_anew_while_something_is_sealed(
    installation: Installation, make_app: Callable[..., Flask], world: World, tmp_path: Path
) -> None:
    with start(installation, tmp_path, make_app).app_context():
        put(world, "participants")
    (tmp_path / "data.key").unlink()

    with pytest.raises(ConfigError, match=r"找不到 .*data\.key"):
        start(installation, tmp_path, make_app)

    assert not (tmp_path / "data.key").exists()


@pytest.mark.parametrize("key_id", ["1", "same", "other"])
def test_key_of_another_database_is_refused_whatever_it_is_called(
    installation: Installation, make_app: Callable[..., Flask], tmp_path: Path, key_id: str
) -> None:
    start(installation, tmp_path, make_app)
    path = tmp_path / "data.key"
    own = path.read_text().partition(":")[0]
    path.write_text(f"{own if key_id == 'same' else key_id}:{KEY}")

    with pytest.raises(ConfigError, match=r"data\.key 里的密钥不是这个数据库的"):
        start(installation, tmp_path, make_app)


def test_added_key_is_taken_and_known_from_then_on(
    installation: Installation, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    start(installation, tmp_path, make_app)
    path = tmp_path / "data.key"
    path.write_text(f"new:{KEY},{path.read_text()}")

    with start(installation, tmp_path, make_app).app_context():
        assert len(db.session.scalars(db.select(KeyCheck.key_id)).all()) == 2


def test_old_database_with_key_1_keeps_opening(
    installation: Installation, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    (tmp_path / "data.key").write_text(KEY)

    for _ in range(2):
        with start(installation, tmp_path, make_app).app_context():
            assert db.session.scalars(db.select(KeyCheck.key_id)).all() == ["1"]


def test_children_of_a_database_without_checks_hold_the_key_too(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE participant (name TEXT)"))
        connection.execute(text("INSERT INTO participant VALUES ('1:abc')"))
    engine.dispose()

    with pytest.raises(ConfigError, match="找不到"):
        read_or_make_data_key(tmp_path / "data.key", address)
