"""What comes after erasing: the bytes go from the disk, and are looked for (`services.remains`).

Both wait for the commit, whoever makes it, and happen beside it: a fault here takes nothing back. What is to be looked
for is kept, sealed, with the report until that was done; where the process ends in between, a job does it.
"""

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine, event, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, SessionTransaction

from planner import clock
from planner.enums import ErasureCause
from planner.errors import PlannerError
from planner.extensions import db
from planner.models import DatabaseIdentity, Erasure, OnceKey
from planner.models.columns import UNREADABLE
from planner.models.textcolumns import ANSWERS
from planner.queries.files import list_file_columns
from planner.services.jobs import cancel_job, enqueue_job
from planner.services.remains import LOOKED_THROUGH, Remains, database_files, find_remains, is_quickly_read
from planner.store import FileStore, current_store
from planner.worksession import WorkSession

WIPE = "wiping"
"""The name of the job."""
_WAITING, _COMMITTED = "erasures", "erasures_committed"
# After so long whoever erased has wiped as well, or never will.
_TIME_TO_WIPE = timedelta(minutes=10)
# PostgreSQL must not make everybody wait behind a table that somebody reads for long: the next night tries again.
_LONGEST_WAIT = "SET lock_timeout = '10s'"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outstanding:
    """An erasing of which is not proved yet that nothing is left; `is_in_a_hurry`: somebody waits for the answer."""

    report_id: int
    event_id: int
    is_in_a_hurry: bool
    remains: Remains


def wipe_after_commit(report: Erasure, remains: Remains) -> None:
    """Wipe and look for these remains as soon as the transaction is committed, or by a job if that comes to nothing.

    Answers that are kept for forms sent twice may name whoever was erased: they are emptied at once.
    """
    db.session.execute(update(OnceKey).where(OnceKey.answer.is_not(None)).values(answer=""))
    report.outstanding = remains.as_json()
    db.session.flush()
    is_in_a_hurry = report.cause is ErasureCause.REQUEST
    waiting: list[_Outstanding] = db.session.info.setdefault(_WAITING, [])
    if not waiting:
        enqueue_job(WIPE, key=_key_of(report.id), wait=_TIME_TO_WIPE, is_thorough=not is_in_a_hurry)
    waiting.append(_Outstanding(report.id, report.event_id, is_in_a_hurry, remains))


def enqueue_wiping() -> None:
    """Put in line what is left to be wiped and looked for, where there is anything; for the night."""
    if db.session.scalar(select(Erasure.id).where(Erasure.outstanding != "").limit(1)):
        enqueue_job(WIPE, key=_key_of(clock.today()), is_thorough=True)


def _key_of(what: int | date) -> str:
    return f"{WIPE}:{what}"


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
        # One child who is erased on request must not wait until a large database is written anew.
        _wipe_and_look(waiting, is_thorough=any(not each.is_in_a_hurry for each in waiting))
        cancel_job(WIPE, key=_key_of(waiting[0].report_id))
    except (SQLAlchemyError, PlannerError, sqlite3.Error, OSError):
        _log.exception("Erased data could not be wiped or looked for; a job tries again")


def wipe_outstanding(*, is_thorough: bool) -> tuple[int, int]:
    """Wipe and look for all that is outstanding: how many erasings, and how often anything of them was found.

    Unless it `is_thorough`, what somebody waited for is looked for as quickly as then. Writes beside the session.
    """
    columns = (Erasure.id, Erasure.event_id, Erasure.cause, Erasure.outstanding)
    with db.engine.connect() as connection:
        rows = connection.execute(select(*columns).where(Erasure.outstanding != "")).all()
    outstanding = [
        _Outstanding(row.id, row.event_id, row.cause is ErasureCause.REQUEST, Remains.parse(row.outstanding))
        for row in rows
        if row.outstanding != UNREADABLE
    ]
    if not outstanding:
        return 0, 0
    return len(outstanding), _wipe_and_look(outstanding, is_thorough=is_thorough)


def _wipe_and_look(outstanding: Sequence[_Outstanding], *, is_thorough: bool) -> int:
    """Wipe, look, and say with each report what was found; returns how often in all.

    What was looked for in a hurry stays outstanding where the database is too large to be looked through at once: the
    night does it.
    """
    store, found = current_store(), 0
    for each in outstanding:
        remove_erased_files(each.remains.files, store)
    wipe_database(db.engine, written_anew=is_thorough)
    is_all = is_thorough or is_quickly_read(database_files())
    for each in outstanding:
        is_quick = each.is_in_a_hurry and not is_thorough
        places = find_remains(each.remains, store, event_id=each.event_id if is_quick else None)
        values = {"found": len(places), "found_in": "、".join(places)[:200]}
        with db.engine.begin() as connection:
            report = update(Erasure).where(Erasure.id == each.report_id)
            connection.execute(report.values(values | ({"outstanding": ""} if is_all else {})))
        found += len(places)
    return found


def remove_erased_files(files: Iterable[str], store: FileStore) -> None:
    """Take these files out of the store at once, unless another row still points to them."""
    with db.engine.begin() as connection:
        # Whoever is about to point to one of them waits, and finds that it is gone (see `services.files`).
        connection.scalar(select(DatabaseIdentity.id).with_for_update())
        wanted = set(files)
        for held in list_file_columns():
            wanted -= set(connection.scalars(select(held).where(held.in_(wanted))))
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
            for table in sorted({table for columns in (*LOOKED_THROUGH, ANSWERS) for table in columns}):
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')
            connection.invalidate()  # nobody else is to wait as long as this one may
