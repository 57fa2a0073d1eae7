"""Stores of files for tests, and files that lie in them."""

from obstore.store import MemoryStore

from planner.services.attachments import KeptFile, keep_upload
from planner.store import FileStore
from planner.store.objects import ObjectFiles
from tests.planner.filesamples import FILES


def memory_store() -> ObjectFiles:
    """An object storage that is gone with the test."""
    return ObjectFiles(MemoryStore())


def kept_file(store: FileStore, filename: str = "计划.pdf", content: bytes = FILES["pdf"][0]) -> KeptFile:
    """A file in the store that no row points to."""
    return keep_upload(filename, content, store=store, most_mebibyte=20)
