"""What the connections of a database promise."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import text

from planner.extensions import db
from tests.conftest import SQLITE

FULL = 2


def test_what_is_committed_is_on_the_disk(backend: str, in_app: Callable[[], AbstractContextManager[Any]]) -> None:
    with in_app():
        if backend == SQLITE:
            settings = [db.session.scalar(text(f"PRAGMA {name}")) for name in ("synchronous", "journal_mode")]
            assert settings == [FULL, "wal"]
        else:
            # The test server itself runs without; the application must not ask for less than the server's setting.
            source = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
            assert db.session.scalar(text(source)) == "command line"
