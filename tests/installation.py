"""An installation that tests share: a database, a folder, and the app that serves them."""

import base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import event

from tests import databases
from tests.databases import SQLITE, Database

SETTINGS = {
    "TESTING": True,
    "SECRET_KEY": "only-for-tests-0123456789",
    "DATA_KEY": base64.b64encode(bytes(range(32))).decode(),
    "WTF_CSRF_ENABLED": False,
    "RATELIMIT_ENABLED": False,
}


@dataclass
class Installation:
    """One database and one instance folder of this worker, with the app that serves them."""

    database: Database
    folder: Path
    app: Flask = field(init=False)

    def list_files(self) -> list[Path]:
        """What tests left in the folder, the deepest first; what browsers load beside the pages came with the app."""
        left = [path for path in self.folder.iterdir() if path.name != "assets"]
        return sorted((path for top in left for path in (top, *top.rglob("*"))), reverse=True)

    def empty(self) -> None:
        """Take away all rows and files."""
        self.database.empty()
        for path in self.list_files():
            path.rmdir() if path.is_dir() else path.unlink()

    def make_app(self, **overrides: Any) -> Flask:
        """Another app over the same database."""
        from planner import create_app

        places = {"SQLALCHEMY_DATABASE_URI": self.database.uri, "INSTANCE_DIR": str(self.folder)}
        app = create_app({**SETTINGS, **places, **overrides})
        _spare_the_disk(app)
        app.test_client_class = Client
        return app

    def disconnect(self) -> None:
        """Let the app go of its connections; it makes new ones."""
        dispose(self.app)


class Client(FlaskClient):
    """Refuses to be called inside an open application context: that would hide a missing commit.

    Answers are read whole, so that no file that was sent stays open.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send the request."""
        assert self.preserve_context or not has_app_context(), "leave `with in_app()` before calling the client"
        return super().open(*args, **{"buffered": True, **kwargs})


def dispose(app: Flask) -> None:
    """Let an app go of its connections."""
    from planner.extensions import db

    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _spare_the_disk(app: Flask) -> None:
    """Don't sync every commit of every test: none outlives a power cut. `test_database.py` holds the app to it."""
    from planner.extensions import db

    with app.app_context():
        if db.engine.dialect.name == SQLITE:
            event.listen(db.engine, "connect", lambda connection, _record: connection.execute(databases.UNSYNCED))
            db.engine.dispose()
