"""The kept files of an installation, as a backup takes them out of the store and puts them back."""

from contextlib import suppress
from typing import BinaryIO

from planner.errors import BackupFailed
from planner.store import FileDamaged, FileMissing, StoreFull, StoreUnavailable, StoreUnreadable, current_store


def open_file(sha256: str) -> BinaryIO | None:
    """The plain file of that SHA-256 from its start; None when it is not there, or is no longer what it was.

    Raises BackupFailed when the store does not answer.
    """
    try:
        with suppress(FileMissing, FileDamaged):
            return current_store().open(sha256)
    except StoreUnreadable as refusal:
        raise BackupFailed(refusal.sentence) from None
    return None


def has_file(sha256: str) -> bool:
    """Whether the file is there and whole."""
    file = open_file(sha256)
    if file is None:
        return False
    file.close()
    return True


def put_file(content: bytes) -> str:
    """Keep a file, on the disk when this returns; returns its SHA-256. Raises BackupFailed when the store can't."""
    try:
        return current_store().put(content)
    except (StoreFull, StoreUnavailable) as refusal:
        raise BackupFailed(refusal.sentence) from None
