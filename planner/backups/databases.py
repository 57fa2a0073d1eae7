"""The database of an installation: copied while it is written to, read from its copy, put back."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from sqlalchemy import NullPool, create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from planner.backups.contents import Row, read_rows, telling_columns
from planner.backups.programs import address_of, read_program, run_program
from planner.errors import BackupFailed
from planner.extensions import db
from planner.filemodes import restrict

_BUSY_SECONDS = 30
_COPY = re.compile(r'COPY (?:\w+\.)?"?(\w+)"? \((.*)\) FROM stdin;')
_NULL = r"\N"


class Backend(Protocol):
    """How the database of one kind is copied, read and put back."""

    dialect: str
    copy_name: str

    def copy(self, target: Path) -> None:
        """Write one consistent state of the current database to a new file, while others write."""
        ...

    def read_copy(self, path: Path) -> Iterator[Row]:
        """Every row of a copy; raises BackupFailed when it is damaged."""
        ...

    def put_back(self, path: Path) -> None:
        """Make the copy the current database, which must be empty."""
        ...


class SqliteBackend:
    """One file; VACUUM INTO copies the state of one moment and lets others write."""

    dialect = "sqlite"
    copy_name = "planner.sqlite3"

    def copy(self, target: Path) -> None:
        """Copy the file and check the copy."""
        try:
            with closing(sqlite3.connect(_current_file(), timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
                connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error as error:
            raise BackupFailed(f"数据库没有抄出来：{error}。") from None
        _check_integrity(target)

    def read_copy(self, path: Path) -> Iterator[Row]:
        """Check the copy as SQLite does, then read it."""
        _check_integrity(path)
        engine = create_engine("sqlite://", creator=lambda: _open_read_only(path), poolclass=NullPool)
        try:
            with engine.connect() as connection:
                yield from read_rows(connection)
        except SQLAlchemyError:
            raise BackupFailed("备份里的数据库读不出来，文件坏了。") from None

    def put_back(self, path: Path) -> None:
        """Put the copy where the file of the database is; one that a start left there empty goes."""
        current = _current_file()
        db.session.remove()
        db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            current.with_name(current.name + suffix).unlink(missing_ok=True)
        restrict(path)
        path.replace(current)


class PostgresBackend:
    """A server; its own programs copy and put back."""

    dialect = "postgresql"
    copy_name = "planner.dump"

    def copy(self, target: Path) -> None:
        """Let pg_dump write its own format: one snapshot, compressed, without owners."""
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        run_program("pg_dump", *options, f"--dbname={address_of(db.engine.url)}", url=db.engine.url)

    def read_copy(self, path: Path) -> Iterator[Row]:
        """Let pg_restore write the data as text, which needs no server, and read that."""
        with read_program("pg_restore", "--data-only", "--file=-", str(path)) as output:
            table, columns = "", []
            for line in output:
                text = line.decode("utf-8", "replace").rstrip("\n")
                if table == "":
                    if begun := _COPY.fullmatch(text):
                        table, columns = begun[1], [name.strip(' "') for name in begun[2].split(",")]
                elif text == r"\.":
                    table = ""
                else:
                    yield table, _pick(table, columns, text)

    def put_back(self, path: Path) -> None:
        """Let pg_restore do it in one transaction; tables that a start left there empty go."""
        db.session.remove()
        options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        run_program("pg_restore", *options, f"--dbname={address_of(db.engine.url)}", str(path), url=db.engine.url)
        db.engine.dispose()


def _pick(table: str, columns: list[str], line: str) -> dict[str, str | None]:
    """What is looked at of a row as COPY writes it; none of these values can hold what COPY escapes."""
    wanted = telling_columns(table)
    if not wanted:
        return {}
    values = dict(zip(columns, line.split("\t"), strict=False))
    return {name: None if values[name] == _NULL else values[name] for name in wanted if name in values}


BACKENDS: dict[str, Backend] = {backend.dialect: backend for backend in (SqliteBackend(), PostgresBackend())}


def current_backend() -> Backend:
    """The one of the current database."""
    return BACKENDS[db.engine.dialect.name]


def _current_file() -> Path:
    return Path(make_url(db.engine.url).database or "")


def _open_read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _check_integrity(path: Path) -> None:
    try:
        with closing(_open_read_only(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error:
        found, orphan = None, None
    if found != ("ok",):
        raise BackupFailed("备份里的数据库坏了：SQLite 的完整性检查没有通过。")
    if orphan:
        raise BackupFailed(f"备份里的数据库不完整：{orphan[0]} 有记录指向不存在的内容。")
