"""Files in a folder of this machine: written aside, synced, then put in their place; readable by the owner only."""

import errno
import hashlib
import logging
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from planner.store.files import (
    FileDamaged,
    FileMissing,
    StoredFile,
    StoreFull,
    StoreUnavailable,
    StoreUnreadable,
    is_sha256,
    is_whole,
    path_of,
)

DRAFTS = "drafts"
# Nobody writes one file for so long. Should somebody all the same, their upload is refused, and nothing is lost.
DRAFT_SECONDS = 60
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_OWNER_ONLY, _FOLDER_OWNER_ONLY = 0o600, 0o700
_log = logging.getLogger(__name__)


class FolderStore:
    """A store of files below one folder, which is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._drafts = folder / DRAFTS

    def put(self, content: bytes) -> str:
        """Keep the bytes, synced with the folders that lead to them; see `FileStore.put`."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.folder / path_of(sha256)
        with _in_words():
            if not self._holds(sha256):
                self._make_folder(target.parent)
                self._make_folder(self._drafts)
                self._write(content, target)
            # Also when another process put it there a moment ago.
            _sync_folder(target.parent)
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        """The file from its start, when all of it is what it was; see `FileStore.open`."""
        try:
            file = (self.folder / path_of(sha256)).open("rb")
        except FileNotFoundError:
            raise FileMissing from None
        except OSError as error:
            raise StoreUnreadable from error
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                file.seek(0)
                return file
        except OSError:
            _log.exception("A file can't be read to its end.")
        file.close()
        raise FileDamaged

    def has(self, sha256: str) -> bool:
        """Whether there is such a file, whole or not."""
        return (self.folder / path_of(sha256)).is_file()

    def remove(self, files: Iterable[str]) -> None:
        """Remove the files of these SHA-256."""
        with _in_words():
            for sha256 in files:
                (self.folder / path_of(sha256)).unlink(missing_ok=True)

    def list_files(self) -> Iterator[StoredFile]:
        """All that is kept; drafts and what is not ours left out."""
        for path in self._walk():
            if is_sha256(path.name):
                with suppress(FileNotFoundError):
                    found = path.stat()
                    yield StoredFile(path.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def prepare(self) -> None:
        """Take others' rights from files and folders of earlier versions, and remove what broken-off writes left."""
        if not self.folder.exists():
            return
        with _in_words():
            for path in self._walk():
                if is_sha256(path.name):
                    _restrict(path, _OWNER_ONLY)
            for folder in (self.folder, *self._folders()):
                _restrict(folder, _FOLDER_OWNER_ONLY)
            self.remove_drafts()

    def remove_drafts(self) -> int:
        """Remove what writes left that were broken off, of any version; returns how many there were."""
        count = 0
        begun = [*self._drafts.glob("*"), *(path for path in self._walk() if is_draft(path))]
        for draft in begun:
            with suppress(FileNotFoundError):
                if abs(time.time() - draft.stat().st_mtime) >= DRAFT_SECONDS:
                    draft.unlink()
                    count += 1
        return count

    def _holds(self, sha256: str) -> bool:
        """Whether the file is there and whole; one that can't be read is written anew as well."""
        try:
            return is_whole(self, sha256)
        except StoreUnreadable:
            return False

    def _write(self, content: bytes, target: Path) -> None:
        """Write the bytes into their place; on a full disk once more after others' drafts are gone."""
        try:
            self._write_once(content, target)
        except OSError as error:
            if error.errno not in _FULL or not self.remove_drafts():
                raise
            self._write_once(content, target)

    def _write_once(self, content: bytes, target: Path) -> None:
        draft = self._drafts / secrets.token_hex(8)
        try:
            with open(draft, "x+b", opener=_open_for_owner) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                file.seek(0)
                if hashlib.file_digest(file, "sha256").hexdigest() != target.name:
                    raise OSError(errno.EIO, "what was read back is not what was written")
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def _make_folder(self, folder: Path) -> None:
        for each in (self.folder, folder):
            if not each.exists():
                each.mkdir(_FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
                _sync_folder(each.parent)

    def _folders(self) -> list[Path]:
        """The folders of the store, the one of drafts too."""
        return [
            path for path in self.folder.glob("*") if path.is_dir() and (len(path.name) == 2 or path == self._drafts)
        ]

    def _walk(self) -> Iterator[Path]:
        """What lies in the folders of kept files."""
        for folder in self._folders():
            if folder != self._drafts:
                yield from folder.iterdir()


def is_draft(path: Path) -> bool:
    """Whether it is a draft of the first version, which wrote beside the file: <sha256>.<process>."""
    stem, dot, number = path.name.partition(".")
    return bool(dot) and number.isdigit() and is_sha256(stem)


@contextmanager
def _in_words() -> Iterator[None]:
    """Say in Chinese, and tell the log, when the disk will not have it."""
    try:
        yield
    except OSError as error:
        _log.exception("The store of files can't be written.")
        raise (StoreFull() if error.errno in _FULL else StoreUnavailable()) from error


def _open_for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)


def _restrict(path: Path, mode: int) -> None:
    """Give a file or folder this mode; what somebody else owns, or what has just gone, stays as it is."""
    with suppress(FileNotFoundError, PermissionError):
        if path.stat().st_mode & 0o777 != mode:
            path.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows has no such call, and NTFS keeps a journal of names."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
