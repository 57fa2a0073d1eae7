"""What stands in a database, as far as a backup must prove it: rows, kept files, encrypted values."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnClause, Connection, column, inspect, literal_column, select, table

from planner.extensions import db
from planner.models.columns import Secret
from planner.sealing import unseal

Row = tuple[str, Mapping[str, str | None]]
REVISION_TABLE, REVISION = "alembic_version", "version_num"
_SEALED_LATER = frozenset({"activity", "contact", "duty", "finance_review", "link", "revision", "user"})
_SEALED = re.compile(r"[^:]{1,40}:[A-Za-z0-9+/]{38,}={0,2}")
_FILE, _DELETED = "sha256", "deleted_at"


@dataclass(slots=True)
class Contents:
    """What was found. `spare_files` are named by deleted rows only and may have been removed before these."""

    revision: str = ""
    rows: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    spare_files: set[str] = field(default_factory=set)
    sealed: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)


def telling_columns(name: str) -> list[str]:
    """The columns of a table that are looked at: encrypted ones, the name of a kept file, whether it is deleted."""
    if name == REVISION_TABLE:
        return [REVISION]
    known = db.metadata.tables.get(name)
    if known is None:
        return []
    sealed = [each.name for each in known.columns if isinstance(each.type, Secret)]
    return sealed + [each for each in (_FILE, _DELETED) if _FILE in known.columns and each in known.columns]


def take_stock(rows: Iterable[Row], keys: Sequence[tuple[str, bytes]]) -> Contents:
    """Count all rows, collect the files that they name, and open every encrypted value with the keys."""
    contents = Contents()
    for name, values in rows:
        contents.rows[name] += 1
        if name == REVISION_TABLE:
            contents.revision = values[REVISION] or ""
        if sha256 := values.get(_FILE):
            (contents.spare_files if values.get(_DELETED) else contents.files).add(sha256)
        for place, value in values.items():
            if value and place not in (_FILE, _DELETED, REVISION) and not _is_plain_yet(name, value):
                contents.sealed += 1
                if unseal(value, keys) is None:
                    contents.unreadable[f"{name}.{place}"] += 1
    contents.spare_files -= contents.files
    return contents


def _is_plain_yet(name: str, value: str) -> bool:
    """Whether a backup from before phones, versions and log texts were sealed holds the value as it was typed."""
    return name in _SEALED_LATER and not _SEALED.fullmatch(value)


def read_rows(connection: Connection) -> Iterator[Row]:
    """Every row of a database, with what is looked at as it lies there; the schema may be an older one."""
    inspector = inspect(connection)
    for name in inspector.get_table_names():
        present = {found["name"] for found in inspector.get_columns(name)}
        columns: list[ColumnClause[Any]] = [column(wanted) for wanted in telling_columns(name) if wanted in present]
        statement = select(*columns or [literal_column("1")]).select_from(table(name))
        for row in connection.execution_options(yield_per=1000).execute(statement):
            yield name, {wanted.name: value for wanted, value in zip(columns, row, strict=False)}
