"""What may be said of a statement that failed: what went wrong and where, never a value that somebody typed."""

import errno
import sqlite3
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# PostgreSQL, appendix A: lock_not_available, deadlock_detected; query_canceled is a time-out of the server's own.
_WAITED = frozenset({"55P03", "40P01", "57014"})
# undefined_table, undefined_column: the database is older than the program.
_LACKING = ("no such table", "no such column", "has no column named")
_UNDEFINED = frozenset({"42P01", "42703"})
# disk_full, system_error, io_error, and what SQLite and the system call the same.
_DISK = frozenset({"53100", "58000", "58030"})
_SQLITE_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
_DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def hide_values(engine: Engine) -> None:
    """Take what was typed out of every error of that engine before anybody sees it.

    SQLAlchemy hides the parameters by itself; PostgreSQL quotes values in its messages (DETAIL: Key (name)=(…)), and
    so do conversions that fail before anything is sent.
    """

    @event.listens_for(engine, "handle_error")
    def on_error(context: ExceptionContext) -> None:
        original, shown = context.original_exception, context.sqlalchemy_exception
        if context.statement is None or isinstance(original, sqlite3.Error) or _is_disconnect(original):
            return
        original.args = (_describe(original),)
        if isinstance(shown, StatementError):
            kind = type(original)
            shown.args = (f"({kind.__module__}.{kind.__name__}) {_describe(original)}".rstrip(),)


def is_busy(error: BaseException | None) -> bool:
    """Whether somebody else held what was needed, so that trying again later helps."""
    if isinstance(error, PoolTimeout):
        return True
    original = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(original, sqlite3.Error):
        return (_sqlite_code(original) & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(original, "sqlstate", None) in _WAITED


def is_disk_fault(error: BaseException | None) -> bool:
    """Whether a disk has no room left, or does not take or give what it is asked for: nobody but its owner can help.

    That of the database, or the one that keeps what a request brings along.
    """
    if isinstance(error, OSError):
        return error.errno in _DISK_ERRORS
    original = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(original, sqlite3.Error):
        return (_sqlite_code(original) & 0xFF) in _SQLITE_DISK
    return getattr(original, "sqlstate", None) in _DISK


def is_unprepared(error: BaseException | None) -> bool:
    """Whether the database lacks tables or columns: it has not been brought to the newest revision."""
    original = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(original, sqlite3.OperationalError):
        return any(words in str(original) for words in _LACKING)
    return getattr(original, "sqlstate", None) in _UNDEFINED


def _sqlite_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0)


def _is_disconnect(error: BaseException) -> bool:
    """Whether it is about the connection: the statement has not been judged, and the text says why there is none."""
    return type(error).__name__ == "OperationalError" and getattr(error, "sqlstate", None) is None


def _describe(error: BaseException) -> str:
    """The state (SQLSTATE) of a fault and the names of what it is about; "" for one that never reached the database."""
    about: Any = getattr(error, "diag", None)
    if about is None or not getattr(error, "sqlstate", None):
        return ""
    names = (about.table_name, about.column_name, about.constraint_name)
    return " ".join(filter(None, (error.sqlstate, *names)))  # type: ignore[attr-defined]
