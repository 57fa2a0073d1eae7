"""Looking through a backup without touching anything: every byte, every row, every encrypted value."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from planner.backups.archive import KEYS, Archive, file_member, open_archive
from planner.backups.contents import take_stock
from planner.backups.databases import BACKENDS
from planner.backups.making import BackupReport, find_problems
from planner.models.columns import data_keys
from planner.sealing import read_data_keys
from planner.store import FileDamaged, open_held

DATA_KEY, SECRET_KEY = f"{KEYS}data.key", f"{KEYS}secret.key"


def verify_backup(path: Path) -> BackupReport:
    """Read the whole backup, with the keys of this installation and those that lie in it; changes nothing.

    Raises BackupFailed for what is no backup, or whose database can't be read.
    """
    with open_archive(path) as archive, tempfile.TemporaryDirectory(prefix="planner-") as work:
        # The keys that lie in it are the right ones, also where this installation has another one of the same id.
        return inspect_archive(path, archive, Path(work), [*data_keys(), *brought_keys(archive)])[0]


def inspect_archive(
    path: Path, archive: Archive, work: Path, keys: Sequence[tuple[str, bytes]]
) -> tuple[BackupReport, Path]:
    """The report on an opened backup as these keys open it, and where its database was unpacked to."""
    manifest = archive.manifest
    damaged = archive.damaged_members()
    copy = archive.extract(manifest.database, work)
    contents = take_stock(BACKENDS[manifest.dialect].read_copy(copy), keys)
    problems = [*_name_damaged(damaged), *find_problems(manifest, contents)]
    if not contents.unreadable:  # one wrong key is told once
        problems += _count_unreadable(archive, damaged, keys)
    return BackupReport(path, manifest, contents, tuple(problems)), copy


def open_member(archive: Archive, sha256: str, keys: Sequence[tuple[str, bytes]]) -> BinaryIO:
    """The plain file of that SHA-256 as it lies in a backup; raises FileDamaged when the keys do not open it."""
    return open_held(archive.read(file_member(sha256)), sha256, keys)


def _count_unreadable(archive: Archive, damaged: Collection[str], keys: Sequence[tuple[str, bytes]]) -> Iterator[str]:
    """Whether there are files that are what they were, and that the keys do not open."""
    count = 0
    for sha256 in archive.manifest.files:
        if file_member(sha256) not in damaged:
            try:
                open_member(archive, sha256, keys).close()
            except FileDamaged:
                count += 1
    if count:
        yield f"有 {count} 个文件打不开：手上的 data.key 和这份备份对不上。"


def brought_keys(archive: Archive) -> list[tuple[str, bytes]]:
    """The data keys that lie in a backup; none in most."""
    return read_data_keys(archive.read(DATA_KEY).decode()) if archive.manifest.has_keys else []


def _name_damaged(damaged: list[str]) -> Iterator[str]:
    if damaged:
        yield f"备份里有 {len(damaged)} 个文件坏了或缺了，第一个是 {damaged[0]}。"
