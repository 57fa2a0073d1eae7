"""Alembic's entry: migrations run on the application's own database."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Write the house's column types as what they are in the database, so that migrations import no models."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    inner = item.impl_instance if hasattr(item, "impl_instance") else item.impl
    return f"sa.{inner!r}"


def leave_foreign_keys(connection: Connection) -> None:
    """Let tables of SQLite be made anew: dropping the old one would delete, by foreign key, all that belongs to it."""
    if connection.dialect.name == "sqlite":
        plain = connection.connection.driver_connection
        assert plain is not None
        plain.execute("PRAGMA foreign_keys=OFF")


def check_references(connection: Connection) -> None:
    """Raise RuntimeError for a row that lost its parent (https://sqlite.org/lang_altertable.html, section 7)."""
    if connection.dialect.name != "sqlite":
        return
    if loose := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"the migration left a row of {loose[0]} without what it belongs to")


def run() -> None:
    """Run the migrations over a connection of the application's engine."""
    with db.engine.connect() as connection:
        leave_foreign_keys(connection)
        if connection.dialect.name == "postgresql":
            # Whoever upgrades waits for readers, such as a backup, for as long as they take.
            connection.exec_driver_sql("SET SESSION lock_timeout = 0")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render_item,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        check_references(connection)
        connection.invalidate()  # nobody else is to wait without an end


run()
