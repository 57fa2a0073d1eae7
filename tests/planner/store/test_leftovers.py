"""What broken-off writes and earlier versions left in the folder of files."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest

from planner.store import FolderStore
from planner.store.folder import DRAFT_SECONDS
from tests.planner.filestores import one_key

BYTES = b"%PDF-1.7\n" + bytes(1000)
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A store whose folder is not there yet."""
    return FolderStore(tmp_path / "files", one_key)


def place(store: FolderStore) -> Path:
    """Where the bytes lie."""
    return store.folder / SHA256[:2] / SHA256


def age(path: Path, seconds: float) -> None:
    """Make a file so old; younger than now where that is negative."""
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def leave_drafts(store: FolderStore) -> tuple[Path, Path, Path]:
    """Two drafts that broke off long ago, one as the first version wrote it, and one that is being written."""
    (store.folder / "drafts").mkdir(parents=True)
    place(store).parent.mkdir()
    left = (
        store.folder / "drafts" / "0123456789abcdef",
        place(store).with_suffix(".4711"),
        store.folder / "drafts" / "fedcba9876543210",
    )
    for path, seconds in zip(left, (DRAFT_SECONDS + 1, DRAFT_SECONDS + 1, DRAFT_SECONDS - 30), strict=True):
        path.write_bytes(BYTES[:100])
        age(path, seconds)
    return left


def test_full_disk_gets_rid_of_what_broke_off_and_tries_once_more(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, older, young = leave_drafts(store)
    sync, asked = os.fsync, []

    def fail_while_full(descriptor: int) -> None:
        asked.append(descriptor)
        if old.exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fail_while_full)

    assert store.put(BYTES) == SHA256
    assert [path.exists() for path in (old, older, young)] == [False, False, True]
    assert len(asked) == 3


def test_draft_of_the_future_goes_too(store: FolderStore) -> None:
    store.put(BYTES)
    draft = store.folder / "drafts" / "0123456789abcdef"
    draft.write_bytes(b"")
    age(draft, -400 * 86_400)

    assert (store.remove_drafts(), draft.exists()) == (1, False)


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_start_puts_right_what_earlier_versions_left(store: FolderStore) -> None:
    old, older, young = leave_drafts(store)
    place(store).write_bytes(BYTES)
    other = store.folder / "notes.txt"
    other.write_text("not ours")
    for path, mode in ((place(store), 0o644), (store.folder, 0o755), (place(store).parent, 0o755), (other, 0o644)):
        path.chmod(mode)

    store.prepare()

    ours = (place(store), store.folder, place(store).parent)
    assert [oct(path.stat().st_mode & 0o777) for path in ours] == ["0o600", "0o700", "0o700"]
    assert oct(other.stat().st_mode & 0o777) == "0o644"
    assert [path.exists() for path in (old, older, young)] == [False, False, True]
    with store.open(SHA256) as file:
        assert file.read() == BYTES


def test_start_without_a_folder_makes_none(store: FolderStore) -> None:
    store.prepare()

    assert not store.folder.exists()
