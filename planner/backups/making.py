"""Making a backup: the database first, then the files that it names, so that none of them is missing."""

import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import current_app

from planner import clock
from planner.backups.archive import DATABASE, KEYS, ArchiveWriter, Manifest, file_member, write_archive
from planner.backups.contents import Contents, take_stock
from planner.backups.databases import current_backend
from planner.backups.keptfiles import open_file
from planner.errors import BackupFailed
from planner.models.columns import data_keys
from planner.queries.files import read_file_uses
from planner.sealing import seal_file
from planner.systemfaults import tell_fault

PREFIX, SUFFIX = "planner-", ".zip"
_UNFINISHED = ".planner-"
_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was made, looked through or put back: where it lies, what it holds, what is wrong with it."""

    path: Path
    manifest: Manifest
    contents: Contents
    problems: tuple[str, ...] = ()

    @property
    def complaints(self) -> tuple[str, ...]:
        """What is wrong with it, and what had been lost before it was made: the rest of it is good all the same."""
        lost = len(self.manifest.missing)
        return (*self.problems, *([f"有 {lost} 个文件在做备份以前就不见了或坏了。"] if lost else []))

    def as_result(self) -> dict[str, Any]:
        """The numbers that are kept of it: nothing about a person."""
        return {
            "name": self.path.name,
            "size": self.path.stat().st_size,
            "rows": sum(self.contents.rows.values()),
            "files": len(self.manifest.files),
            "sealed": self.contents.sealed,
            "complaints": list(self.complaints),
        }


def make_backup(folder: Path, *, with_keys: bool = False) -> BackupReport:
    """Write a new backup into the folder, whole or not at all, while the installation is in use.

    Holds no lock of writers. What had been lost before it was made is named in the report, and the rest is kept.
    Raises BackupFailed when it can't be written.
    """
    report = _make_backup(folder, with_keys=with_keys)
    if not _are_named(report.manifest.missing):
        # Rows and files were erased for good between the copy of the database and that of the files.
        report.path.unlink()
        report = _make_backup(folder, with_keys=with_keys)
    return report


def _are_named(files: Iterable[str]) -> bool:
    """Whether rows still name all of these files."""
    missing, uses = set(files), read_file_uses(now=clock.now(), keep_days=current_app.config["RESTORE_DAYS"])
    return missing <= {use.sha256 for use in uses}


def _make_backup(folder: Path, *, with_keys: bool) -> BackupReport:
    with _writing_to(folder), tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=folder) as name:
        work = Path(name)
        backend = current_backend()
        copy = work / backend.copy_name
        backend.copy(copy)
        contents = take_stock(backend.read_copy(copy), data_keys())
        manifest = _write(work / "backup", copy, contents, with_keys=with_keys)
        path = _put_in_place(work / "backup", folder)
    return BackupReport(path, manifest, contents, tuple(find_problems(manifest, contents)))


def find_problems(manifest: Manifest, contents: Contents) -> Iterator[str]:
    """What is wrong with the contents of a backup, in sentences."""
    if lost := contents.files - manifest.files - set(manifest.missing):
        yield f"数据里提到的文件有 {len(lost)} 个不在备份里。"
    if unreadable := contents.unreadable.total():
        yield f"有 {unreadable} 处加密的内容读不出来：手上的 data.key 和这份数据对不上。"
    if dict(contents.rows) != dict(manifest.rows):
        yield "数据库里的条数和清单对不上。"


def _write(target: Path, copy: Path, contents: Contents, *, with_keys: bool) -> Manifest:
    with write_archive(target) as writer:
        with copy.open("rb") as source:
            writer.add(f"{DATABASE}{copy.name}", source, compress=copy.suffix == ".sqlite3")
        missing = [sha256 for sha256 in sorted(contents.files | contents.spare_files) if not _add(writer, sha256)]
        if with_keys:
            for name, key in (("data.key", "DATA_KEY"), ("secret.key", "SECRET_KEY")):
                writer.add(f"{KEYS}{name}", BytesIO(f"{current_app.config[key]}\n".encode()))
        return writer.finish(
            made_at=clock.now().isoformat(),
            dialect=current_backend().dialect,
            revision=contents.revision,
            rows=dict(contents.rows),
            missing=tuple(sha256 for sha256 in missing if sha256 in contents.files),
        )


def _add(writer: ArchiveWriter, sha256: str) -> bool:
    """Add a kept file, sealed; False when it is lost."""
    source = open_file(sha256)
    if source is None:
        return False
    with source:
        writer.add(file_member(sha256), BytesIO(seal_file(source.read(), sha256, data_keys())))
    return True


def _put_in_place(finished: Path, folder: Path) -> Path:
    """Give a finished backup its name: its time in Shanghai."""
    path = folder / f"{PREFIX}{clock.local(clock.now()):%Y%m%d-%H%M%S}{SUFFIX}"
    if path.exists():
        path = path.with_name(f"{path.stem}-{secrets.token_hex(2)}{SUFFIX}")
    finished.replace(path)
    return path


@contextmanager
def _writing_to(folder: Path) -> Iterator[None]:
    """Say in words when the disk will not have it; begin by removing what a killed backup left."""
    try:
        if not folder.is_dir():
            raise BackupFailed(f"备份文件夹不在：{folder}。建好或挂上以后再来。")
        for left in folder.glob(f"{_UNFINISHED}*"):
            if abs(clock.now().timestamp() - left.stat().st_mtime) > _STALE.total_seconds():
                shutil.rmtree(left, ignore_errors=True)
        yield
    except OSError as error:
        raise BackupFailed(f"备份没有写成：{folder}，{tell_fault(error)}。") from None


def newest_backup(place: Path) -> Path:
    """The backup that is meant: the file itself, or the newest of a folder; raises BackupFailed without any."""
    if not place.is_dir():
        return place
    found = sorted(place.glob(f"{PREFIX}*{SUFFIX}"))
    if not found:
        raise BackupFailed(f"{place} 里没有备份。")
    return found[-1]


def remove_old_backups(folder: Path, *, keep: int) -> int:
    """Remove all but the newest `keep` backups of a folder, those of a future that a clock once showed first."""
    tomorrow = f"{PREFIX}{clock.local(clock.now() + timedelta(days=1)):%Y%m%d-%H%M%S}"
    found = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), key=lambda path: (path.name <= tomorrow, path.name))
    old = found[:-keep]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
