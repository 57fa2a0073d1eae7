"""Indexes of a part of the rows, or with more than what they are sorted by, on both databases."""

from typing import Any

from sqlalchemy import Connection, Index, MetaData, TextClause, event

from planner.extensions import Base

_POSTGRESQL = "postgresql"


def special_index(name: str, *columns: str, where: TextClause | None = None, include: tuple[str, ...] = ()) -> Index:
    """An index of the rows that `where` picks; that of PostgreSQL holds the columns of `include` as well.

    PostgreSQL is told when the tables are made: to be told at once, SQLAlchemy would load all of that dialect and
    keep 2 MiB for it, also where the database is a file.
    """
    wanted = {"where": where, "include": list(include)}
    return Index(name, *columns, sqlite_where=where, info={_POSTGRESQL: wanted})


@event.listens_for(Base.metadata, "before_create")
def _tell_postgresql(metadata: MetaData, connection: Connection, **_: Any) -> None:
    if connection.dialect.name != _POSTGRESQL:
        return
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        index.dialect_options[_POSTGRESQL].update(index.info.get(_POSTGRESQL, {}))
