"""What the connections of a database promise."""

from sqlalchemy import text

from planner import create_app
from planner.extensions import db
from tests.conftest import SETTINGS, Installation
from tests.databases import POSTGRESQL, SQLITE

FULL = 2
QUESTIONS = {
    SQLITE: ("PRAGMA synchronous", "PRAGMA journal_mode"),
    POSTGRESQL: ("SELECT source FROM pg_settings WHERE name = 'synchronous_commit'",),
}


def test_what_is_committed_is_on_the_disk(installation: Installation) -> None:
    # As users start it: the apps of other tests spare the disk.
    places = {"SQLALCHEMY_DATABASE_URI": installation.database.uri, "INSTANCE_DIR": str(installation.folder)}
    with create_app({**SETTINGS, **places}).app_context():
        found = [db.session.scalar(text(question)) for question in QUESTIONS[db.engine.dialect.name]]
        db.session.remove()
        db.engine.dispose()

    # The server of the tests itself runs without; the application must not ask for less than its setting.
    assert found in ([FULL, "wal"], ["command line"])
