"""Both databases made dependable: a reading request sees one state, writers queue instead of failing."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from flask import Flask, g, has_request_context, request
from sqlalchemy import Engine, event

from planner.config import WAIT_SECONDS
from planner.databasefaults import hide_values
from planner.extensions import db
from planner.filemodes import make_private_file, restrict
from planner.sharedsync import SharedSync
from planner.writerqueue import WriterQueue

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Whether a connection has the turn of its process to write; and what counts as not having waited for it.
_TURN, _AT_ONCE = "has_turn", 0.01
# Whether a connection leaves the sync of its commit to its session; how SQLite numbers `PRAGMA synchronous`.
_UNSYNCED, _FULL = "is_unsynced", 2
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def init_database(app: Flask) -> None:
    """Bind the database and prepare its connections.

    SQLite runs in WAL with foreign keys, writing transactions begin with BEGIN IMMEDIATE and, those of one process, in
    the order in which they were asked for (`writerqueue`); its files are private. A request that `shares_sync` lets the
    next one write while the disk is waited for (`sharedsync`). On
    PostgreSQL reading requests run in REPEATABLE READ, so that what is kept in memory of an event belongs to one state
    of it. Whoever waits for another's lock gives up after WAIT_SECONDS; statements that fail say nothing of the values
    in them.
    """
    db.init_app(app)
    with app.app_context():
        prepare = {"sqlite": _prepare_sqlite, "postgresql": _prepare_postgresql}.get(db.engine.dialect.name)
        if prepare:
            prepare(db.engine)
        hide_values(db.engine)


@contextmanager
def reading() -> Iterator[None]:
    """Begin transactions within as a reading request does: without the lock of writers; for work without a request."""
    token = _only_reads.set(True)
    try:
        yield
    finally:
        _only_reads.reset(token)


def _is_reading() -> bool:
    if _only_reads.get():
        return True
    return has_request_context() and request.method in READING_METHODS and not g.get("is_writing")


def _prepare_sqlite(engine: Engine) -> None:
    _keep_from_others(engine)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"busy_timeout={WAIT_SECONDS * 1000}",
            # Every commit is on the disk before it is answered; with NORMAL a power cut takes the last ones of a WAL.
            "synchronous=FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")
        # What is deleted is overwritten: children that were erased must not be found in the gaps of the file.
        connection.execute("PRAGMA secure_delete=ON")

    _queue_writers(engine)


def _queue_writers(engine: Engine) -> None:
    """Begin transactions that write one after the other."""
    queue = WriterQueue()
    log = _log_of(engine)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        if _is_reading():
            connection.exec_driver_sql("BEGIN")
            return
        info = connection.connection.record_info
        left = WAIT_SECONDS if info.get(_TURN) else _wait_for_turn(queue, info)
        if log is not None and has_request_context() and g.get("shares_sync"):
            _leave_sync(connection.connection.dbapi_connection, info, log)
        if left < WAIT_SECONDS:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={round(left * 1000)}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            if left < WAIT_SECONDS:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")

    def give_back(connection: Any, record: Any, *_: Any) -> None:
        # Not before: the commit is over only now. A connection that broke never comes back.
        if record.record_info.pop(_UNSYNCED, False) and connection is not None:
            connection.execute("PRAGMA synchronous=FULL")
        if record.record_info.pop(_TURN, False):
            queue.give_back()

    for end in ("checkin", "invalidate", "close"):
        event.listen(engine, end, give_back)


def _log_of(engine: Engine) -> SharedSync | None:
    """The log (WAL) to which the transactions of an SQLite file are written; None for a database in memory."""
    name = engine.url.database
    return SharedSync(lambda: _sync_file(f"{name}-wal")) if name and name != ":memory:" else None


def _sync_file(path: str) -> None:
    # SQLite removes the log only after all of it is in the database and on the disk.
    with suppress(FileNotFoundError):
        file = os.open(path, os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _leave_sync(connection: Any, info: dict[str, Any], log: SharedSync) -> None:
    """Let this transaction be committed to the log without waiting for the disk: its session does, for several."""
    if connection.execute("PRAGMA synchronous").fetchone()[0] == _FULL:
        connection.execute("PRAGMA synchronous=NORMAL")
        info[_UNSYNCED] = True
        g.unsynced_log = log


def _wait_for_turn(queue: WriterQueue, info: dict[str, Any]) -> float:
    """Wait until no other thread of this process writes; the seconds that are left to wait for other processes."""
    begun = time.monotonic()
    info[_TURN] = queue.take(WAIT_SECONDS)
    waited = time.monotonic() - begun
    return WAIT_SECONDS if waited < _AT_ONCE else max(0.0, WAIT_SECONDS - waited)


def _keep_from_others(engine: Engine) -> None:
    """Let nobody else read the files of the database: those that are there, and those to come.

    SQLite gives its log and its index of it the rights of the database, so that this one alone is made by us.
    """
    name = engine.url.database
    if not name or name == ":memory:":
        return
    for suffix in ("", "-wal", "-shm", "-journal"):
        restrict(Path(name + suffix))

    @event.listens_for(engine, "do_connect")
    def on_connecting(*_: Any) -> None:
        if not os.path.lexists(name) and Path(name).parent.is_dir():
            make_private_file(Path(name))


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
        connection.autocommit = False

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        if _is_reading():
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
