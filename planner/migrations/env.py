"""Alembic's entry: migrations run on the application's own database."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Write the house's column types as what they are in the database, so that migrations import no models."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    inner = item.impl_instance if hasattr(item, "impl_instance") else item.impl
    return f"sa.{inner!r}"


def run() -> None:
    """Run the migrations over a connection of the application's engine."""
    with db.engine.connect() as connection:
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
        connection.invalidate()  # nobody else is to wait without an end


run()
