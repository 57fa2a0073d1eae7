"""The files of photos that may leave the house, read when a paper is built."""

from collections.abc import Iterable, Iterator

from planner.pictures import ClearedPhoto
from planner.store import FileDamaged, FileMissing, StoreUnreadable, current_store


def read_photo_file(cleared: ClearedPhoto) -> bytes | None:
    """The large copy; None where it can't be read, as while copies are made anew."""
    try:
        with current_store().open(cleared.sha256) as file:
            return file.read()
    except (FileMissing, FileDamaged, StoreUnreadable):
        return None


def read_photo_files(photos: Iterable[ClearedPhoto]) -> Iterator[tuple[ClearedPhoto, bytes]]:
    """Photos with their files; those that can't be read are left out."""
    for cleared in photos:
        content = read_photo_file(cleared)
        if content is not None:
            yield cleared, content
