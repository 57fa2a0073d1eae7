"""Files in a folder: whole or not at all, synced, for the owner's eyes only."""

import errno
import hashlib
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.store import FileDamaged, FileMissing, FolderStore, StoreFull, StoreUnavailable, StoreUnreadable
from planner.store.files import is_whole
from tests.planner.filestores import one_key

BYTES = b"%PDF-1.7\n" + bytes(range(256)) * 40
SHA256 = hashlib.sha256(BYTES).hexdigest()
posix = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A store whose folder is not there yet."""
    return FolderStore(tmp_path / "instance" / "files", one_key)


def place(store: FolderStore) -> Path:
    """Where the bytes lie."""
    return store.folder / SHA256[:2] / SHA256


def files_in(store: FolderStore) -> list[Path]:
    """All files of the store, drafts too."""
    return [path for path in store.folder.rglob("*") if path.is_file()]


def age(path: Path, seconds: float) -> None:
    """Make a file so old; younger than now where that is negative."""
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def read(store: FolderStore) -> bytes:
    """The bytes as the store hands them out."""
    with store.open(SHA256) as file:
        return file.read()


def test_bytes_come_back_as_they_were(store: FolderStore) -> None:
    assert store.put(BYTES) == SHA256

    assert read(store) == BYTES
    assert (store.has(SHA256), is_whole(store, SHA256)) == (True, True)
    assert files_in(store) == [place(store)]


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read(store: FolderStore, umask: int) -> None:
    before = os.umask(umask)
    try:
        store.put(BYTES)
    finally:
        os.umask(before)

    folders = [path for path in (store.folder, *store.folder.rglob("*")) if path.is_dir()]
    assert len(folders) == 3
    assert {oct(path.stat().st_mode & 0o777) for path in folders} == {"0o700"}
    assert {oct(path.stat().st_mode & 0o777) for path in files_in(store)} == {"0o600"}


def test_same_bytes_twice_are_kept_once(store: FolderStore) -> None:
    assert store.put(BYTES) == store.put(BYTES)
    assert files_in(store) == [place(store)]


@posix
def test_file_and_its_folders_are_synced_before_it_is_said_to_be_kept(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, bool]] = []

    def note(descriptor: int) -> None:
        synced.append((Path(os.readlink(f"/proc/self/fd/{descriptor}")), place(store).exists()))

    monkeypatch.setattr(os, "fsync", note)
    store.put(BYTES)

    *before, (last, is_there) = synced
    assert (last, is_there) == (place(store).parent, True)
    assert [path for path, _ in before if path.parent == store.folder / "drafts"] != []
    assert {path for path, _ in before if path.is_dir()} == {store.folder.parent, store.folder}
    assert not any(there for _, there in before)


@posix
def test_file_that_somebody_else_has_just_put_is_synced_too(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(BYTES)
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.readlink(f"/proc/self/fd/{descriptor}")))

    store.put(BYTES)

    assert synced == [str(place(store).parent)]


@pytest.mark.parametrize("wrong", [b"", BYTES[:-1], BYTES + b"\0", b"x" + BYTES[1:]])
def test_damaged_file_is_never_handed_out_and_a_second_upload_repairs_it(store: FolderStore, wrong: bytes) -> None:
    store.put(BYTES)
    place(store).write_bytes(wrong)
    with pytest.raises(FileDamaged):
        store.open(SHA256)
    assert (store.has(SHA256), is_whole(store, SHA256)) == (True, False)

    store.put(BYTES)

    assert read(store) == BYTES


def test_file_that_breaks_off_while_it_is_read_is_damaged(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(BYTES)

    def fail(_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("planner.store.folder.read_whole", fail)
    with pytest.raises(FileDamaged):
        store.open(SHA256)


@pytest.mark.parametrize("name", ["", "x", SHA256, SHA256.upper(), "../" + SHA256, SHA256 + "\n"])
def test_what_is_not_there_is_missing(store: FolderStore, name: str) -> None:
    with pytest.raises(FileMissing):
        store.open(name)
    assert not is_whole(store, name)


def test_folder_in_place_of_a_file_is_unreadable(store: FolderStore) -> None:
    place(store).mkdir(parents=True)

    with pytest.raises(StoreUnreadable):
        store.open(SHA256)
    assert not store.has(SHA256)


Failing = Callable[[int], None]


@pytest.fixture
def failing_writes(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """`failing_writes(errno)`: the disk takes the bytes and then says that they will not last."""

    def fail_with(number: int) -> None:
        def fail(_: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", fail)

    return fail_with


@pytest.mark.parametrize(
    ("number", "refusal", "status"),
    [
        (errno.ENOSPC, StoreFull, 507),
        (errno.EDQUOT, StoreFull, 507),
        (errno.EACCES, StoreUnavailable, 503),
        (errno.EROFS, StoreUnavailable, 503),
        (errno.EIO, StoreUnavailable, 503),
    ],
)
def test_disk_that_will_not_have_it_is_said_in_words_and_nothing_stays(
    store: FolderStore, failing_writes: Failing, number: int, refusal: type[StoreFull], status: int
) -> None:
    place(store).parent.mkdir(parents=True)
    (store.folder / "drafts").mkdir()
    failing_writes(number)

    with pytest.raises(refusal) as refused:
        store.put(BYTES)

    assert refused.value.status == status
    assert "没有存上" in refused.value.sentence
    assert files_in(store) == []


def test_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(StoreUnavailable):
        FolderStore(tmp_path / "file" / "files", one_key).put(BYTES)


def test_bytes_that_are_read_back_otherwise_are_not_kept(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.store.folder.read_whole", lambda _: b"others")

    with pytest.raises(StoreUnavailable):
        store.put(BYTES)

    assert files_in(store) == []


def test_list_names_what_is_kept_and_nothing_else(store: FolderStore) -> None:
    store.put(BYTES)
    leave = store.folder / "drafts" / "0123456789abcdef"
    leave.write_bytes(b"half")
    place(store).with_suffix(".4711").write_bytes(b"half")
    age(place(store), 3600)

    (listed,) = store.list_files()

    assert (listed.sha256, listed.size) == (SHA256, place(store).stat().st_size)
    assert 3590 < (datetime.now(UTC) - listed.changed_at).total_seconds() < 3700


def test_removed_file_is_missing_and_removing_it_again_does_nothing(store: FolderStore) -> None:
    store.put(BYTES)

    store.remove([SHA256, SHA256])

    assert (store.has(SHA256), files_in(store)) == (False, [])


def test_many_who_put_and_remove_the_same_at_once_never_see_a_part_of_it(store: FolderStore) -> None:
    seen: list[object] = []

    def work() -> None:
        for turn in range(30):
            store.put(BYTES)
            try:
                seen.append(read(store) == BYTES)
            except FileMissing:
                seen.append(True)
            if turn % 5 == 0:
                store.remove([SHA256])

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert seen == [True] * 120
    assert [path for path in files_in(store) if path.name != SHA256] == []
