"""SQLite made dependable: WAL, foreign keys, and writers that queue instead of failing."""

from typing import Any

from flask import Flask, has_request_context, request
from sqlalchemy import Engine, event

from planner.extensions import db

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_database(app: Flask) -> None:
    """Bind the database; on SQLite prepare each connection and begin writing transactions with BEGIN IMMEDIATE."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        reading = has_request_context() and request.method in READING_METHODS
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
