"""The store of files beside the rows that point to it: what nothing points to goes, what is damaged is found."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from planner.extensions import db
from planner.models import DatabaseIdentity
from planner.queries.files import FileUse, find_used_files, read_file_uses
from planner.store import FileDamaged, FileMissing, FileStore

GRACE = timedelta(days=1)
"""A file is written before its row is; so long nobody asks whether it has one."""
MOST_AT_ONCE = 500
"""So many are removed in one transaction: object storage takes them as one request, and nobody who saves waits long."""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What became of the files that rows point to; `unused` counts those that no row points to."""

    whole: int
    missing: tuple[FileUse, ...]
    damaged: tuple[FileUse, ...]
    unused: int


@dataclass(frozen=True, slots=True)
class CopiedFiles:
    """How many files were copied, and the SHA-256 of those that are damaged where they come from."""

    count: int
    damaged: tuple[str, ...]


def share_files() -> None:
    """Let nothing be removed from the store until this transaction ends: a row is about to point to a file."""
    db.session.scalar(select(DatabaseIdentity.id).with_for_update(read=True))


def list_old_files(store: FileStore, *, now: datetime) -> list[str]:
    """The SHA-256 of all files older than a day; what a clock wrote that ran far ahead counts as old."""
    return [file.sha256 for file in store.list_files() if abs(now - file.changed_at) > GRACE]


def list_unused_files(store: FileStore, *, now: datetime, keep_days: int) -> list[str]:
    """Those of the old files that no row points to as it seems; whether that is so, `remove_unused_files` asks again.

    Slow where there are many: to be called before a transaction that writes.
    """
    old = list_old_files(store, now=now)
    used = {use.sha256 for use in read_file_uses(now=now, keep_days=keep_days)}
    return [sha256 for sha256 in old if sha256 not in used]


def remove_unused_files(store: FileStore, files: Sequence[str], *, now: datetime, keep_days: int) -> int:
    """Remove those of at most `MOST_AT_ONCE` old files that no row points to any more; returns how many.

    Rows that were deleted hold their files for `keep_days`, as long as they can be restored. Whoever is about to point
    to a file, old or new, either has done so before (see `share_files`) or finds that it is gone and is told.
    """
    db.session.scalar(select(DatabaseIdentity.id).with_for_update())
    used = find_used_files(files, now=now, keep_days=keep_days)
    unused = [sha256 for sha256 in files if sha256 not in used]
    store.remove(unused)
    return len(unused)


def check_files(store: FileStore, uses: Iterable[FileUse]) -> FileCheck:
    """Read every file that a row points to and say which are not what they were; slow, touches no database."""
    by_file: dict[str, list[FileUse]] = {}
    for use in uses:
        by_file.setdefault(use.sha256, []).append(use)
    whole, missing, damaged = 0, [], []
    for sha256, found in by_file.items():
        try:
            store.open(sha256).close()
            whole += 1
        except FileMissing:
            missing += found
        except FileDamaged:
            damaged += found
    unused = sum(file.sha256 not in by_file for file in store.list_files())
    return FileCheck(whole, tuple(missing), tuple(damaged), unused)


def seal_files(store: FileStore) -> int:
    """Seal every whole file that lies plain, or sealed with a key no longer in use; returns how many there were.

    Slow, touches no database. One that is removed meanwhile stays away, one that is damaged stays as it is.
    """
    count = 0
    for file in store.list_files():
        with suppress(FileMissing, FileDamaged):
            count += store.seal(file.sha256)
    return count


def copy_files(source: FileStore, target: FileStore) -> CopiedFiles:
    """Keep every whole file of one store in another one too, as when an installation moves to object storage."""
    count, damaged = 0, []
    for file in source.list_files():
        try:
            with source.open(file.sha256) as opened:
                target.put(opened.read())
            count += 1
        except FileDamaged:
            damaged.append(file.sha256)
    return CopiedFiles(count, tuple(damaged))
