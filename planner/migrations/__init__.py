"""Bringing a database to the newest revision; Alembic is loaded only when there is something to do."""

from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import inspect, text

from planner.extensions import db

FOLDER = Path(__file__).parent


def newest_revision() -> str:
    """The last revision in this folder; their files begin with their numbers."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def is_current() -> bool:
    """Whether the database stands at the newest revision."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        current: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return current == newest_revision()


def upgrade_database() -> None:
    """Bring the database of the current application to the newest revision, if it isn't there."""
    Path(current_app.config["INSTANCE_DIR"]).mkdir(parents=True, exist_ok=True)
    if is_current():
        return
    from flask_migrate import upgrade

    prepare_alembic(current_app._get_current_object())  # type: ignore[attr-defined]
    upgrade(directory=str(FOLDER))


def prepare_alembic(app: Flask) -> None:
    """Give Alembic the tables of the application."""
    from flask_migrate import Migrate

    if "migrate" not in app.extensions:
        Migrate(app, db, directory=str(FOLDER), render_as_batch=True)
