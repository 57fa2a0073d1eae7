"""What must be found nowhere any more, and looking for it: in columns, in files of the database, in stored files."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, select, type_coerce

from planner.extensions import db
from planner.models import Event
from planner.models.textcolumns import (
    CERTIFIED,
    DRAWN,
    OF_CHILDREN,
    OF_THE_FILE,
    OF_VOLUNTEERS,
    SAID_OF_VOLUNTEERS,
    SNAPSHOTS,
    TYPED,
)
from planner.rawsearch import find_in_files, is_in, make_pattern
from planner.store import FileDamaged, FileMissing, FileStore

LOOKED_THROUGH = (OF_CHILDREN, OF_VOLUNTEERS, SAID_OF_VOLUNTEERS, OF_THE_FILE, CERTIFIED, TYPED, DRAWN, SNAPSHOTS)
_ROWS_AT_ONCE = 500
# So many bytes are read while somebody waits.
_QUICKLY_READ = 64 << 20
# So much of a sealed text tells it from every other.
_TELLING = 60


def read_sealed(model: Any, names: Sequence[str], where: ColumnElement[bool]) -> frozenset[str]:
    """The texts in these columns as the database holds them: to be looked for when they are gone."""
    columns = [type_coerce(getattr(model, name), Text) for name in names]
    rows = db.session.execute(select(*columns).where(where))
    return frozenset(text[:_TELLING] for row in rows for text in row if text)


@dataclass(frozen=True, slots=True)
class Remains:
    """What must be found nowhere any more: texts, what the database held sealed, the SHA-256 of files."""

    texts: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def as_json(self) -> str:
        """What a report keeps until all of it was looked for."""
        return json.dumps({name: sorted(words) for name, words in asdict(self).items()}, ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> "Remains":
        """Read what `as_json` wrote."""
        return cls(**{name: frozenset(words) for name, words in json.loads(text).items()})


def find_remains(remains: Remains, store: FileStore, *, event_id: int | None = None) -> list[str]:
    """Where any of the remains can still be found: columns of the database, its files byte by byte, stored files.

    Of one event only its own rows are looked through and, as long as that takes no time, the files.
    """
    places = [_name_file(sha256) for sha256 in sorted(remains.files) if store.has(sha256)]
    words = sorted(word.encode() for word in remains.texts | remains.sealed)
    if not words:
        return places
    pattern, longest = make_pattern(words), max(map(len, words))
    places += _columns_with(pattern, event_id)
    files = database_files()
    if event_id is not None and not is_quickly_read(files):
        return places
    places += [path.name for path in find_in_files(files, words)]
    return places if event_id is not None else places + list(_files_with(store, pattern, longest))


def _files_with(store: FileStore, pattern: re.Pattern[bytes], longest: int) -> Iterator[str]:
    """Stored files in which it stands byte by byte; what is packed or is a picture nobody can tell."""
    for file in store.list_files():
        try:
            with store.open(file.sha256) as opened:
                if is_in(opened, pattern, longest):
                    yield _name_file(file.sha256)
        except (FileDamaged, FileMissing):
            continue


def _name_file(sha256: str) -> str:
    return f"{sha256[:8]}（文件）"


def _columns_with(pattern: re.Pattern[bytes], event_id: int | None) -> Iterator[str]:
    """Columns in which it stands as the database holds them, sealed or not; of all events or of one."""
    with db.engine.connect().execution_options(yield_per=_ROWS_AT_ONCE) as connection:
        for table, name in sorted(
            {(t, n) for columns in LOOKED_THROUGH for t, names in columns.items() for n in names}
        ):
            rows = db.metadata.tables[table]
            held = select(type_coerce(rows.c[name], Text))
            if event_id is not None:
                held = held.where(_belongs_to(rows, event_id))
            with closing(connection.scalars(held)) as texts:
                is_there = any(pattern.search(text.encode()) for text in texts if text)
            if is_there:
                yield f"{table}.{name}"


def _belongs_to(table: Table, event_id: int) -> ColumnElement[bool]:
    """Which rows of a table belong to an event; of those of units all that the event's unit has."""
    if table.name == "event" or "event_id" in table.c:
        return (table.c.id if table.name == "event" else table.c.event_id) == event_id
    return table.c.organisation_id == select(Event.organisation_id).where(Event.id == event_id).scalar_subquery()


def database_files() -> list[Path]:
    """The files of a SQLite database; those of PostgreSQL are out of reach."""
    name = db.engine.url.database
    if db.engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return []
    return [path for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-journal")) if path.exists()]


def is_quickly_read(files: Sequence[Path]) -> bool:
    """Whether the files of the database are small enough for somebody who waits; those of a server are never read."""
    return bool(files) and sum(path.stat().st_size for path in files) <= _QUICKLY_READ
