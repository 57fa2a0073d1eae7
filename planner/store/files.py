"""What every store of files promises, and how it refuses."""

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from planner.errors import NotFound, PlannerError
from planner.sealing import DataKeys, is_sealed_file, unseal_file

Keys = Callable[[], DataKeys]
"""The keys that a store seals with, asked for whenever it does: a restored backup may bring its own."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class StoreFull(PlannerError):
    """There is no room for the file (507); nothing of it is left behind."""

    reason = "STORE_FULL"
    status = 507
    title = "没存上"

    def __init__(self, what: str = "文件") -> None:
        super().__init__(f"服务器的磁盘满了，{what}没有存上。请管理员腾出空间，再传一次。")


class StoreUnavailable(PlannerError):
    """The store can't be written just now (503); nothing half is left behind."""

    reason = "STORE_UNAVAILABLE"
    status = 503
    title = "没存上"

    def __init__(self, what: str = "文件") -> None:
        super().__init__(f"服务器现在存不了文件，{what}没有存上。过一会儿再传一次，还不行请找管理员。")


class StoreUnreadable(PlannerError):
    """The store can't be read just now (503)."""

    reason = "STORE_UNREADABLE"
    status = 503
    title = "打不开"

    def __init__(self) -> None:
        super().__init__("服务器现在读不出文件。过一会儿再试，还不行请找管理员。")


class FileDamaged(PlannerError):
    """The kept bytes are no longer those that were given (503); they are never handed out."""

    reason = "FILE_DAMAGED"
    status = 503
    title = "文件坏了"

    def __init__(self, sentence: str = "这个文件在服务器上坏了，没有发给你。") -> None:
        super().__init__(sentence)


class FileMissing(NotFound):
    """No file of that SHA-256 is kept."""

    reason = "FILE_MISSING"

    def __init__(self) -> None:
        super().__init__("这个文件不在服务器上。")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as a store lists it: how large it lies there, sealed, and when it was written."""

    sha256: str
    size: int
    changed_at: datetime


class FileStore(Protocol):
    """Bytes under their SHA-256, sealed: what was put is on the disk, or in object storage, before `put` returns.

    The name is that of the plain bytes, so that the same file is kept once. Files that earlier versions kept plain are
    read as well.
    """

    def put(self, content: bytes) -> str:
        """Keep the bytes; returns their SHA-256. What is kept of them already is checked, and repaired if damaged.

        Raises StoreFull or StoreUnavailable; nothing half is left then.
        """
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The file from its start, its size and hash checked.

        Raises FileMissing, FileDamaged or StoreUnreadable.
        """
        ...

    def has(self, sha256: str) -> bool:
        """Whether there is such a file, whole or not; raises StoreUnreadable."""
        ...

    def seal(self, sha256: str) -> bool:
        """Seal a file with the key in use, where it lies plain or sealed with an earlier one; says whether it did.

        One that was removed in between stays away. Raises like `open` and `put`.
        """
        ...

    def remove(self, files: Iterable[str]) -> None:
        """Remove the files of these SHA-256; those that are not there don't matter."""
        ...

    def list_files(self) -> Iterator[StoredFile]:
        """All that is kept, in no order."""
        ...

    def free_bytes(self) -> int | None:
        """How much room there is on its disk; None where nobody can say."""
        ...

    def prepare(self) -> None:
        """Put right at the start what earlier versions and broken-off writes left; raises StoreUnavailable."""
        ...


def is_whole(store: FileStore, sha256: str) -> bool:
    """Whether the file is there and what it was; raises StoreUnreadable where that can't be said."""
    try:
        store.open(sha256).close()
    except (FileMissing, FileDamaged):
        return False
    return True


def path_of(sha256: str) -> str:
    """Where a file lies in its store: ab/ab12…; raises FileMissing for what is no SHA-256."""
    if not _SHA256.fullmatch(sha256):
        raise FileMissing
    return f"{sha256[:2]}/{sha256}"


def is_sha256(name: str) -> bool:
    """Whether a file of that name is one of the store's."""
    return _SHA256.fullmatch(name) is not None


def open_held(held: bytes, sha256: str, keys: DataKeys) -> BinaryIO:
    """The file that is kept as these bytes, sealed or plain; raises FileDamaged unless it is that of the SHA-256."""
    content = unseal_file(held, sha256, keys) if is_sealed_file(held) else held
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged
    return io.BytesIO(content)
