"""Stores of files for tests, and files that lie in them."""

from obstore.store import MemoryStore

from planner.sealing import DataKeys
from planner.services.attachments import KeptFile, keep_upload
from planner.store import FileStore
from planner.store.objects import ObjectFiles
from tests.planner.filesamples import FILES

KEY = ("1", bytes(range(32)))
LATER_KEY = ("later", bytes(32))


def one_key() -> DataKeys:
    """The keys of a store whose installation never changed them."""
    return [KEY]


def two_keys() -> DataKeys:
    """Its keys once they were changed."""
    return [LATER_KEY, KEY]


def memory_store() -> ObjectFiles:
    """An object storage that is gone with the test."""
    return ObjectFiles(MemoryStore(), one_key)


def kept_file(store: FileStore, filename: str = "计划.pdf", content: bytes = FILES["pdf"][0]) -> KeptFile:
    """A file in the store that no row points to."""
    return keep_upload(filename, content, store=store, most_mebibyte=20)
