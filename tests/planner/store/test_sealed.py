"""Files at rest: sealed in every kind of store, those of earlier versions read and sealed later."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from obstore.store import LocalStore

from planner.sealing import DataKeys, is_sealed_with
from planner.services.files import seal_files
from planner.store import FileDamaged, FileMissing, FileStore, FolderStore
from planner.store.files import Keys, is_whole
from planner.store.objects import ObjectFiles
from tests.planner.filestores import KEY, LATER_KEY, one_key, two_keys

BYTES = b"%PDF-1.7\n" + "花名册：李小明".encode() * 20
SHA256 = hashlib.sha256(BYTES).hexdigest()
Make = Callable[[Keys], FileStore]


@pytest.fixture(params=["folder", "objects"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """A store of each kind over the same folder, with the keys that are asked for."""
    if request.param == "folder":
        return lambda keys: FolderStore(tmp_path, keys)
    return lambda keys: ObjectFiles(LocalStore(tmp_path), keys)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the bytes lie."""
    place = tmp_path / SHA256[:2] / SHA256
    place.parent.mkdir()
    return place


def read(store: FileStore) -> bytes:
    """The bytes as the store hands them out."""
    with store.open(SHA256) as file:
        return file.read()


def test_nothing_of_a_file_lies_in_the_store_in_clear(make: Make, place: Path) -> None:
    make(one_key).put(BYTES)

    held = place.read_bytes()
    assert (b"%PDF" in held, "李小明".encode() in held) == (False, False)
    assert read(make(one_key)) == BYTES


def test_file_of_an_earlier_version_is_read_as_it_is(make: Make, place: Path) -> None:
    place.write_bytes(BYTES)

    assert read(make(one_key)) == BYTES


@pytest.mark.parametrize("keys", [[(KEY[0], bytes(32))], [("other", KEY[1])], [LATER_KEY]])
def test_file_is_not_handed_out_without_its_key(make: Make, place: Path, keys: DataKeys) -> None:
    make(one_key).put(BYTES)

    with pytest.raises(FileDamaged):
        make(lambda: keys).open(SHA256)


def test_file_sealed_under_another_name_is_damaged(make: Make, place: Path) -> None:
    other = make(one_key).put(b"%PDF-1.7 another")
    place.write_bytes((place.parent.parent / other[:2] / other).read_bytes())

    with pytest.raises(FileDamaged):
        make(one_key).open(SHA256)


def test_changed_key_opens_old_files_and_seals_them_anew(make: Make, place: Path) -> None:
    make(one_key).put(BYTES)
    store = make(two_keys)
    assert read(store) == BYTES

    assert (store.seal(SHA256), store.seal(SHA256)) == (True, False)

    assert is_sealed_with(place.read_bytes(), [LATER_KEY])
    assert read(make(lambda: [LATER_KEY])) == BYTES


def test_plain_files_are_sealed_and_damaged_ones_let_be(make: Make, place: Path) -> None:
    place.write_bytes(BYTES)
    broken = place.with_name(SHA256[:2] + "0" * 62)
    broken.write_bytes(b"half")
    store = make(one_key)

    assert (seal_files(store), seal_files(store)) == (1, 0)

    assert is_sealed_with(place.read_bytes(), one_key())
    assert (read(store), broken.read_bytes()) == (BYTES, b"half")


def test_file_that_is_gone_is_not_sealed_into_being(make: Make, place: Path) -> None:
    store = make(one_key)

    with pytest.raises(FileMissing):
        store.seal(SHA256)

    assert not place.exists()


def test_file_that_is_removed_while_it_is_sealed_stays_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write_bytes(BYTES)
    store = FolderStore(place.parent.parent, one_key)

    def remove_meanwhile(content: bytes, *_: object) -> bytes:
        place.unlink()
        return content

    monkeypatch.setattr("planner.store.folder.seal_file", remove_meanwhile)

    store.seal(SHA256)

    assert (place.exists(), is_whole(store, SHA256)) == (False, False)
