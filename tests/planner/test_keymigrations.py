"""The migration that sorts accounts anew by their surnames."""

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from planner.extensions import db
from planner.migrations import FOLDER, prepare_alembic, upgrade_database
from planner.pinyin import person_key
from tests.planner.olddatabases import PEOPLE, THEN, fresh_app

__all__ = ["fresh_app"]
# More than the migration reads at once.
MANY = 501


def test_accounts_that_were_there_are_sorted_by_their_surnames(fresh_app: Flask) -> None:
    other = PEOPLE[1].replace("(1, '周老师'", "(:id, :name")
    names = ["单老师", "张老师", *["曾老师"] * MANY]
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0001")
        with db.engine.begin() as connection:
            people = [
                {"then": THEN, "id": n, "name": name, "phone": f"1380{n:07d}"} for n, name in enumerate(names, start=1)
            ]
            connection.execute(text(other.replace("'13800000001'", ":phone")), people)
            connection.execute(text("UPDATE \"user\" SET name_key = 'dan1 lao3 shi1' WHERE name = '单老师'"))

        upgrade_database()

        with db.engine.connect() as connection:
            found = connection.execute(text('SELECT name, name_key FROM "user" ORDER BY id')).all()
            assert [row.name_key for row in found] == [person_key(name) for name in names]
            assert found[0].name_key == "shan4 lao3 shi1"
