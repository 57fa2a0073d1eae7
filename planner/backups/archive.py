"""A backup as a file: a zip archive with the database, the files and a manifest that says what must be in it."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from planner import clock
from planner.errors import BackupFailed
from planner.filemodes import OWNER_ONLY, open_for_owner

MANIFEST = "manifest.json"
DATABASE, FILES, KEYS = "database/", "files/", "keys/"
FORMAT = 1
_CHUNK = 1024 * 1024
NO_BACKUP = "这个文件不是活动方案的备份，或者没有存完整。"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive, as it must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds: rows by table, members by name; `missing` are files that were lost before it was made."""

    made_at: str
    dialect: str
    revision: str
    rows: Mapping[str, int]
    missing: tuple[str, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The name of the member that is the database."""
        return next(name for name in self.members if name.startswith(DATABASE))

    @property
    def files(self) -> frozenset[str]:
        """The SHA-256 of the kept files."""
        return frozenset(name.rpartition("/")[2] for name in self.members if name.startswith(FILES))

    @property
    def has_keys(self) -> bool:
        """Whether the keys of the installation lie in it."""
        return any(name.startswith(KEYS) for name in self.members)

    def as_json(self) -> str:
        """The manifest as it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def parse(cls, text: bytes) -> "Manifest":
        """Read what `as_json` wrote; raises BackupFailed for anything else, and for a later format."""
        try:
            values: dict[str, Any] = json.loads(text)
            members = {name: Member(**member) for name, member in values.pop("members").items()}
            manifest = cls(**values | {"members": members, "missing": tuple(values["missing"])})
            is_known = manifest.format == FORMAT and bool(manifest.database)
        except (ValueError, TypeError, KeyError, AttributeError, StopIteration):
            raise BackupFailed(NO_BACKUP) from None
        if not is_known:
            raise BackupFailed("这份备份是更新的版本做的，先升级软件再用它。")
        return manifest


def file_member(sha256: str) -> str:
    """The name of a kept file in the archive."""
    return f"{FILES}{sha256[:2]}/{sha256}"


class ArchiveWriter:
    """A new archive; what is added is streamed and measured on its way."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self._members: dict[str, Member] = {}

    def add(self, name: str, source: BinaryIO, *, compress: bool = False) -> None:
        """Add a member from where the source stands to its end."""
        size, digest = 0, hashlib.sha256()
        with self._zip.open(self._describe(name, compress=compress), "w", force_zip64=True) as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._members[name] = Member(size, digest.hexdigest())

    def finish(self, **values: Any) -> Manifest:
        """Write the manifest, with these values and what was added."""
        manifest = Manifest(members=self._members, **values)
        self._zip.writestr(self._describe(MANIFEST, compress=True), manifest.as_json())
        return manifest

    def _describe(self, name: str, *, compress: bool) -> zipfile.ZipInfo:
        here: datetime = clock.local(clock.now())
        info = zipfile.ZipInfo(name, max(here.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        info.external_attr = OWNER_ONLY << 16
        return info


@contextmanager
def write_archive(path: Path) -> Iterator[ArchiveWriter]:
    """A new file, readable by its owner only; on the disk at the end."""
    with open(path, "xb", opener=open_for_owner) as file:
        with zipfile.ZipFile(file, "w") as opened:
            yield ArchiveWriter(opened)
        file.flush()
        os.fsync(file.fileno())


class Archive:
    """An archive that is read; raises BackupFailed where it is not what it says."""

    def __init__(self, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = opened
        self.manifest = manifest

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A member from its start."""
        with _in_words(), self._zip.open(name) as source:
            yield source  # type: ignore[misc]

    def read(self, name: str) -> bytes:
        """A small member, whole."""
        with self.open(name) as source:
            return source.read()

    def extract(self, name: str, folder: Path) -> Path:
        """Write a member into a folder; returns where it lies."""
        target = folder / name.rpartition("/")[2]
        with self.open(name) as source, target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return target

    def damaged_members(self) -> list[str]:
        """The members that are missing, or are no longer what they were; reads every byte."""
        return [name for name, member in self.manifest.members.items() if not self._is_whole(name, member)]

    def _is_whole(self, name: str, member: Member) -> bool:
        size, digest = 0, hashlib.sha256()
        try:
            with self.open(name) as source:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except BackupFailed:
            return False
        return Member(size, digest.hexdigest()) == member


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The archive at a path; raises BackupFailed for what is none."""
    try:
        opened = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError):
        raise BackupFailed(NO_BACKUP) from None
    with opened:
        with _in_words():
            manifest = Manifest.parse(opened.read(MANIFEST))
        yield Archive(opened, manifest)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError):
        raise BackupFailed(NO_BACKUP) from None
