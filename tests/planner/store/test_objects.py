"""Files in object storage: the same promises as of a folder."""

import hashlib
from pathlib import Path

import pytest
from obstore.exceptions import GenericError
from obstore.store import LocalStore, MemoryStore

from planner.errors import ConfigError
from planner.store import FileDamaged, FileMissing, FolderStore, StoreUnavailable, StoreUnreadable
from planner.store.files import is_whole
from planner.store.objects import ObjectFiles, connect
from tests.planner.filestores import one_key

BYTES = b"%PDF-1.7\n" + bytes(1000)
SHA256 = hashlib.sha256(BYTES).hexdigest()
PATH = f"{SHA256[:2]}/{SHA256}"


@pytest.fixture
def objects() -> MemoryStore:
    """A bucket."""
    return MemoryStore()


@pytest.fixture
def store(objects: MemoryStore) -> ObjectFiles:
    """The store over it."""
    return ObjectFiles(objects, one_key)


def read(store: ObjectFiles) -> bytes:
    """The bytes as the store hands them out."""
    with store.open(SHA256) as file:
        return file.read()


def test_bytes_come_back_as_they_were(store: ObjectFiles, objects: MemoryStore) -> None:
    assert store.put(BYTES) == SHA256

    assert read(store) == BYTES
    assert BYTES[:9] not in bytes(objects.get(PATH).bytes())
    assert (store.has(SHA256), is_whole(store, SHA256)) == (True, True)


def test_bytes_lie_in_a_bucket_as_in_a_folder(tmp_path: Path) -> None:
    ObjectFiles(LocalStore(tmp_path), one_key).put(BYTES)

    with FolderStore(tmp_path, one_key).open(SHA256) as file:
        assert file.read() == BYTES


@pytest.mark.parametrize("wrong", [b"", BYTES[:-1], BYTES + b"\0", b"x" + BYTES[1:]])
def test_damaged_object_is_never_handed_out_and_a_second_upload_repairs_it(
    store: ObjectFiles, objects: MemoryStore, wrong: bytes
) -> None:
    store.put(BYTES)
    objects.put(PATH, wrong)
    with pytest.raises(FileDamaged):
        store.open(SHA256)

    store.put(BYTES)

    assert read(store) == BYTES


@pytest.mark.parametrize("name", ["", "x", SHA256])
def test_what_is_not_there_is_missing(store: ObjectFiles, name: str) -> None:
    with pytest.raises(FileMissing):
        store.open(name)


def test_list_names_what_is_kept_and_nothing_else(store: ObjectFiles, objects: MemoryStore) -> None:
    store.put(BYTES)
    objects.put("readme.txt", b"not ours")

    listed = list(store.list_files())

    there = objects.head(PATH)
    assert [(file.sha256, file.size, file.changed_at) for file in listed] == [
        (SHA256, there["size"], there["last_modified"])
    ]


def test_removed_object_is_missing_and_removing_it_again_does_nothing(store: ObjectFiles) -> None:
    store.put(BYTES)

    store.remove([SHA256])
    store.remove([SHA256])

    assert not store.has(SHA256)


class BrokenStore:
    """A bucket that nobody can reach."""

    def __getattr__(self, name: str) -> object:
        def fail(*_: object) -> None:
            raise GenericError("no connection")

        return fail


def test_storage_that_does_not_answer_is_said_in_words() -> None:
    store = ObjectFiles(BrokenStore(), one_key)

    for refused in (lambda: store.put(BYTES), lambda: store.remove([SHA256])):
        with pytest.raises(StoreUnavailable, match="没有存上"):
            refused()
    for unread in (lambda: store.open(SHA256), lambda: store.has(SHA256), lambda: list(store.list_files())):
        with pytest.raises(StoreUnreadable, match="读不出文件"):
            unread()


def test_address_names_a_bucket_and_sends_nothing() -> None:
    assert isinstance(connect("s3://planner/files", one_key), ObjectFiles)


@pytest.mark.parametrize("address", ["s3://", "s3:///"])
def test_address_without_a_bucket_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="PLANNER_FILES"):
        connect(address, one_key)


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "obstore.store", None)

    with pytest.raises(ConfigError, match=r"planner\[s3\]"):
        connect("s3://planner", one_key)
