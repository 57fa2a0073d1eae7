"""Words about volunteers that earlier versions kept in clear are sealed by the upgrade, and opened by going back."""

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, text

from planner.extensions import db
from planner.migrations import FOLDER, prepare_alembic, upgrade_database
from planner.models import ExcludedService, IssuedCertificate, SignUp
from tests.planner.olddata import add_row, add_rows
from tests.planner.olddatabases import PEOPLE, THEN, fresh_app

__all__ = ["fresh_app"]
BEFORE = "0023"
# One more than the migration reads at once.
EXCLUDED = 501
SAID = {"sign_up": "word", "excluded_service": "because", "certificate": "withdrawn_because"}


def fill(connection: Connection) -> None:
    """A volunteer who was refused, whose work was left out often, and whose certificate was withdrawn."""
    connection.execute(text(PEOPLE[0]), {"then": THEN})
    connection.execute(text(PEOPLE[1]), {"then": THEN})
    add_row(connection, "event", id=1, organisation_id=1, owner_id=1, title="六一", kind="blank", status="draft")
    add_row(connection, "link", id=1, purpose="volunteer", event_id=1, token_hash="t")
    add_row(connection, "volunteer", id=1, event_id=1, link_id=1, key="v")
    for number, word in enumerate(("你来得晚", "")):
        add_row(connection, "sign_up", event_id=1, volunteer_id=1, shift=f"s{number}", state="refused", word=word)
    left_out = [{"event_id": 1, "post": f"p{number}", "because": "领了讲课费"} for number in range(EXCLUDED)]
    add_rows(connection, "excluded_service", left_out)
    add_row(connection, "certificate", unit_id=1, number="2027-1", withdrawn_because="写错了名字")


def held(column: str, table: str) -> set[str]:
    """What a column holds in the database."""
    return set(db.session.scalars(text(f"SELECT {column} FROM {table}")))


@pytest.fixture
def upgraded(fresh_app: Flask) -> Flask:
    """The app on a database of an earlier version that was upgraded."""
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision=BEFORE)
        with db.engine.begin() as connection:
            fill(connection)
        upgrade_database()
    return fresh_app


def test_words_that_were_readable_are_sealed_and_still_read(upgraded: Flask) -> None:
    with upgraded.app_context():
        assert db.session.scalars(db.select(SignUp.word).order_by(SignUp.id)).all() == ["你来得晚", ""]
        assert db.session.scalars(db.select(ExcludedService.because)).all() == ["领了讲课费"] * EXCLUDED
        assert db.session.scalars(db.select(IssuedCertificate.withdrawn_because)).one() == "写错了名字"
        sealed = {words for table, column in SAID.items() for words in held(column, table)} - {""}
        assert len(sealed) == EXCLUDED + 2
        assert sealed.isdisjoint({"你来得晚", "领了讲课费", "写错了名字"})


def test_words_are_readable_again_in_the_version_before(upgraded: Flask) -> None:
    with upgraded.app_context():
        downgrade(directory=str(FOLDER), revision=BEFORE)

        assert {table: held(column, table) for table, column in SAID.items()} == {
            "sign_up": {"你来得晚", ""},
            "excluded_service": {"领了讲课费"},
            "certificate": {"写错了名字"},
        }
