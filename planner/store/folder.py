"""Files in a folder of this machine: sealed, written aside, synced, put in their place; for the owner's eyes only."""

import errno
import hashlib
import logging
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from planner.filemodes import make_private_folder, open_for_owner, restrict
from planner.sealing import is_sealed_with, seal_file
from planner.store.files import (
    FileDamaged,
    FileMissing,
    Keys,
    StoredFile,
    StoreFull,
    StoreUnavailable,
    StoreUnreadable,
    is_sha256,
    is_whole,
    open_held,
    path_of,
)

DRAFTS = "drafts"
# Nobody writes one file for so long. Should somebody all the same, their upload is refused, and nothing is lost.
DRAFT_SECONDS = 60
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_log = logging.getLogger(__name__)


class FolderStore:
    """A store of files below one folder, which is made when the first file comes."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self._keys = keys
        self._drafts = folder / DRAFTS

    def put(self, content: bytes) -> str:
        """Keep the bytes, synced with the folders that lead to them; see `FileStore.put`."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.folder / path_of(sha256)
        with _in_words():
            if not self._holds(sha256):
                self._write(seal_file(content, sha256, self._keys()), target)
            # Also when another process put it there a moment ago.
            _sync_folder(target.parent)
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        """The file from its start, when all of it is what it was; see `FileStore.open`."""
        return open_held(self._read(sha256), sha256, self._keys())

    def seal(self, sha256: str) -> bool:
        """Seal a file with the key in use; see `FileStore.seal`."""
        keys, target = self._keys(), self.folder / path_of(sha256)
        if is_sealed_with(held := self._read(sha256), keys):
            return False
        with open_held(held, sha256, keys) as file, _in_words():
            self._write(seal_file(file.read(), sha256, keys), target, only_over=True)
            _sync_folder(target.parent)
        return True

    def _read(self, sha256: str) -> bytes:
        """What lies there; raises FileMissing, FileDamaged where it breaks off, or StoreUnreadable."""
        try:
            file = (self.folder / path_of(sha256)).open("rb")
        except FileNotFoundError:
            raise FileMissing from None
        except OSError as error:
            raise StoreUnreadable from error
        with file:
            try:
                return read_whole(file)
            except OSError:
                _log.exception("A file can't be read to its end.")
                raise FileDamaged from None

    def has(self, sha256: str) -> bool:
        """Whether there is such a file, whole or not."""
        return (self.folder / path_of(sha256)).is_file()

    def free_bytes(self) -> int | None:
        """How much room there is on its disk."""
        folder = self.folder if self.folder.exists() else self.folder.parent
        try:
            return shutil.disk_usage(folder).free
        except OSError:
            return None

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
                    restrict(path)
            for folder in (self.folder, *self._folders()):
                restrict(folder)
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

    def _write(self, held: bytes, target: Path, *, only_over: bool = False) -> None:
        """Write the bytes into their place, with `only_over` only where a file lies already.

        On a full disk once more after others' drafts are gone.
        """
        self._make_folder(target.parent)
        self._make_folder(self._drafts)
        try:
            self._write_once(held, target, only_over=only_over)
        except OSError as error:
            if error.errno not in _FULL or not self.remove_drafts():
                raise
            self._write_once(held, target, only_over=only_over)

    def _write_once(self, held: bytes, target: Path, *, only_over: bool) -> None:
        draft = self._drafts / secrets.token_hex(8)
        try:
            with open(draft, "x+b", opener=open_for_owner) as file:
                file.write(held)
                file.flush()
                os.fsync(file.fileno())
                file.seek(0)
                if read_whole(file) != held:
                    raise OSError(errno.EIO, "what was read back is not what was written")
            if not only_over or target.exists():
                draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def _make_folder(self, folder: Path) -> None:
        for each in (self.folder, folder):
            if not each.exists():
                make_private_folder(each)
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


def read_whole(file: BinaryIO) -> bytes:
    """All of a file that is open; raises OSError where the disk breaks off."""
    return file.read()


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows has no such call, and NTFS keeps a journal of names."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
