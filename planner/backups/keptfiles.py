"""The kept files of an installation, as a backup takes them out and puts them back."""

from typing import BinaryIO

from planner.store import FileDamaged, FileMissing, current_store
from planner.store.files import is_whole


def open_file(sha256: str) -> BinaryIO | None:
    """The file of that SHA-256 from its start; None when it is not there, or is no longer what it was."""
    try:
        return current_store().open(sha256)
    except (FileMissing, FileDamaged):
        return None


def has_file(sha256: str) -> bool:
    """Whether the file is there and whole."""
    return is_whole(current_store(), sha256)


def put_file(sha256: str, source: BinaryIO) -> None:
    """Keep what the source holds, on the disk when this returns; raises FileDamaged when it has another SHA-256."""
    # One file in memory at a time; none is larger than what may be uploaded.
    if current_store().put(source.read()) != sha256:
        raise FileDamaged
