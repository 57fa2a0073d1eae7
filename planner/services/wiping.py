"""What comes after erasing: the bytes go from the disk, and are looked for.

Both wait for the commit, whoever makes it, and happen beside it: a fault here takes nothing back. It leaves the report
without a finding, and the next erasing, which wipes again, does not look for what this one erased.
"""

import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, Text, event, select, type_coerce, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, SessionTransaction

from planner.enums import ErasureCause
from planner.errors import PlannerError
from planner.extensions import db
from planner.models import Attachment, DatabaseIdentity, Erasure, Voucher
from planner.models.textcolumns import ANSWERS, OF_CHILDREN, SNAPSHOTS, TYPED
from planner.rawsearch import find_in_files, is_in, make_pattern
from planner.store import FileDamaged, FileMissing, FileStore, current_store
from planner.worksession import WorkSession

_WAITING, _COMMITTED = "erasures", "erasures_committed"
LOOKED_THROUGH = (OF_CHILDREN, TYPED, SNAPSHOTS)
_ROWS_AT_ONCE = 500
# So many bytes are read while somebody waits.
_QUICKLY_READ = 64 << 20
# PostgreSQL must not make everybody wait behind a table that somebody reads for long: the next night tries again.
_LONGEST_WAIT = "SET lock_timeout = '10s'"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remains:
    """What must be found nowhere any more: texts, what the database held sealed, the SHA-256 of files."""

    texts: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An erasing whose transaction is not committed yet; `is_in_a_hurry`: somebody waits for the answer."""

    report_id: int
    event_id: int
    is_in_a_hurry: bool
    remains: Remains


def wipe_after_commit(report: Erasure, remains: Remains) -> None:
    """Wipe and look for these remains as soon as the transaction is committed."""
    db.session.flush()
    is_in_a_hurry = report.cause is ErasureCause.REQUEST
    waiting = _Waiting(report.id, report.event_id, is_in_a_hurry, remains)
    db.session.info.setdefault(_WAITING, []).append(waiting)


@event.listens_for(WorkSession, "after_commit")
def _note_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info[_COMMITTED] = True


@event.listens_for(WorkSession, "after_transaction_end")
def _finish(session: Session, transaction: SessionTransaction) -> None:
    """When the outermost transaction has ended well, wipe what it erased."""
    if transaction.parent is not None:
        return
    waiting, committed = session.info.pop(_WAITING, []), session.info.pop(_COMMITTED, False)
    if not waiting or not committed:
        return
    try:
        _wipe_and_look(waiting)
    except (SQLAlchemyError, PlannerError, sqlite3.Error, OSError):
        _log.exception("Erased data could not be wiped or looked for")


def _wipe_and_look(waiting: list[_Waiting]) -> None:
    store = current_store()
    # One child who is erased on request must not wait until a large database is written anew; the next night does it.
    is_work_of_the_night = any(not each.is_in_a_hurry for each in waiting)
    for each in waiting:
        remove_erased_files(each.remains.files, store)
    wipe_database(db.engine, written_anew=is_work_of_the_night)
    for each in waiting:
        places = find_remains(each.remains, store, event_id=each.event_id if each.is_in_a_hurry else None)
        with db.engine.begin() as connection:
            report = update(Erasure).where(Erasure.id == each.report_id)
            connection.execute(report.values(found=len(places), found_in="、".join(places)[:200]))


def remove_erased_files(files: Iterable[str], store: FileStore) -> None:
    """Take these files out of the store at once, unless another row still points to them."""
    with db.engine.begin() as connection:
        # Whoever is about to point to one of them waits, and finds that it is gone (see `services.files`).
        connection.scalar(select(DatabaseIdentity.id).with_for_update())
        wanted = set(files)
        for model in (Attachment, Voucher):
            wanted -= set(connection.scalars(select(model.sha256).where(model.sha256.in_(wanted))))
        store.remove(wanted)


def wipe_database(engine: Engine, *, written_anew: bool) -> None:
    """Let nothing that was deleted stay in the files of the database.

    SQLite overwrites what is deleted (secure_delete); here its log is emptied into the file, and with `written_anew`
    the file is made without gaps. PostgreSQL writes the tables that held it anew; its log of transactions, its
    replicas and its backups are kept for as long as their administrators set.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            plain = connection.connection.driver_connection
            assert plain is not None
            if written_anew:
                plain.execute("VACUUM")
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    elif written_anew:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(_LONGEST_WAIT)
            for table in sorted({*OF_CHILDREN, *TYPED, *SNAPSHOTS, *ANSWERS}):
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')
            connection.invalidate()  # nobody else is to wait as long as this one may


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
    files = _database_files()
    if event_id is not None and sum(path.stat().st_size for path in files) > _QUICKLY_READ:
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
                held = held.where((rows.c.id if table == "event" else rows.c.event_id) == event_id)
            with closing(connection.scalars(held)) as texts:
                is_there = any(pattern.search(text.encode()) for text in texts if text)
            if is_there:
                yield f"{table}.{name}"


def _database_files() -> list[Path]:
    """The files of a SQLite database; those of PostgreSQL are out of reach."""
    name = db.engine.url.database
    if db.engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return []
    return [path for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-journal")) if path.exists()]
