"""The database that a test process works on: emptied before each test, and filled again with rows made once."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import psycopg

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BACKENDS = tuple(os.environ.get("PLANNER_TEST_BACKENDS", f"{SQLITE},{POSTGRESQL}").split(","))
ON_BOTH = ("tests/planner/", "tests/flows/")
# What pages show, ask and refuse, and whom services serve, is decided in Python. What they send to a database is sent
# to both by the tests of queries, services, locks, jobs and flows, and by those of the pages that are marked
# `both_databases`, or `other_databases` where another test does the same on SQLite.
IN_PYTHON = (
    "tests/planner/views/",
    "tests/planner/forms/",
    "tests/planner/services/test_guard.py",
    "tests/flows/test_refused_forms.py",
)
MARKS = ("both_databases", "other_databases")
UNSYNCED = "PRAGMA synchronous=OFF"
Row = tuple[Any, ...]


def choose_backends(place: str, mark: str) -> tuple[str, ...] | None:
    """On which databases a test of a file runs, by its mark if any; None where each has the one that it is given."""
    if not place.startswith(ON_BOTH):
        return None
    if mark == "other_databases":
        return BACKENDS[1:]
    return BACKENDS if mark or not place.startswith(IN_PYTHON) else BACKENDS[:1]


class Database(Protocol):
    """Emptied and filled past the app, whose tables and constraints it must have made before."""

    uri: str

    def empty(self) -> None:
        """Delete all rows; numbers start at 1 again."""

    def keep(self, name: str) -> None:
        """Remember all rows under this name, until the process ends."""

    def bring_back(self, name: str) -> bool:
        """Put the rows that were kept into the empty tables; False if none are kept under this name."""

    def close(self) -> None:
        """Let go of it."""


@dataclass
class SqliteFile:
    """Rows are kept in memory as SQLite stores them."""

    file: Path
    kept: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    connection: sqlite3.Connection | None = None

    @property
    def uri(self) -> str:
        """The address for SQLAlchemy."""
        return f"sqlite:///{self.file}"

    def empty(self) -> None:
        """Foreign keys are off in a plain connection, so the order of the tables doesn't matter; most have no rows."""
        with self._transaction() as connection:
            for (name,) in connection.execute(_ask_which_are_filled(_tables(connection))).fetchall():
                connection.execute(f'DELETE FROM "{name}"')

    def keep(self, name: str) -> None:
        """Tables without rows aren't noted."""
        with self._transaction() as connection:
            found = {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in _tables(connection)}
        self.kept[name] = {table: rows for table, rows in found.items() if rows}

    def bring_back(self, name: str) -> bool:
        """The numbers of rows are theirs."""
        if name not in self.kept:
            return False
        with self._transaction() as connection:
            for table, rows in self.kept[name].items():
                places = ", ".join("?" * len(rows[0]))
                connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
        return True

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self.connection is None:
            self.connection = sqlite3.connect(self.file, timeout=5, isolation_level=None)
            self.connection.execute(UNSYNCED)
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        if self.connection is not None:
            self.connection.close()


@dataclass
class PostgresDatabase:
    """Rows are kept by the server, in tables of a schema of their own; one statement a table brings them back.

    All goes through one connection: a new one costs ten times what emptying costs.
    """

    uri: str
    kept: dict[str, str] = field(default_factory=dict)
    connection: psycopg.Connection | None = None

    def empty(self) -> None:
        """Triggers are off, so the order of the tables doesn't matter; most have no rows, and asking costs less."""
        with self._transaction() as connection:
            connection.execute("; ".join(f'DELETE FROM "{name}"' for name in _filled(connection)))
            connection.execute("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")

    def keep(self, name: str) -> None:
        """Tables without rows aren't noted: to make one costs more than to fill it."""
        with self._transaction() as connection:
            connection.execute("CREATE SCHEMA IF NOT EXISTS kept")
            steps = []
            for table in _filled(connection):
                copy = f'kept."{name} {table}"'
                connection.execute(f'CREATE TABLE {copy} AS TABLE public."{table}"')
                steps.append(f'INSERT INTO public."{table}" TABLE {copy}')
            steps += [f"SELECT setval('{each}', {last}, {called})" for each, last, called in _sequences(connection)]
        self.kept[name] = "; ".join(steps)

    def bring_back(self, name: str) -> bool:
        """The numbers go on after those of the rows."""
        if name not in self.kept:
            return False
        with self._transaction() as connection:
            connection.execute(self.kept[name])
        return True

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection]:
        if self.connection is None:
            self.connection = psycopg.connect(self.uri.replace("+psycopg", "", 1), autocommit=True)
            self.connection.execute("SET session_replication_role = replica")
        with self.connection.transaction():
            yield self.connection

    def close(self) -> None:
        """Leave the server."""
        if self.connection is not None:
            self.connection.close()


def _ask_which_are_filled(tables: list[str]) -> str:
    """A statement that finds the names of the tables with rows."""
    return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _public(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def _filled(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(_ask_which_are_filled(_public(connection))).fetchall()]


def _sequences(connection: psycopg.Connection) -> list[Row]:
    """Name, last number and whether that was given out, of each sequence that gave one out."""
    found = connection.execute("SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'")
    asked = [f"SELECT '{name}', last_value, is_called FROM {name}" for (name,) in found.fetchall()]
    return [row for row in connection.execute(" UNION ALL ".join(asked)).fetchall() if row[2]]
