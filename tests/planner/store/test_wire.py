"""Object storage as it is spoken to over the network, by the one setting."""

import hashlib
from collections.abc import Callable

import pytest
from flask import Flask

from planner.store import FileDamaged, FileMissing, StoreUnavailable, StoreUnreadable, current_store
from tests.planner.store.bucket import MOMENT, serve_bucket

BYTES = b"%PDF-1.7\n" + bytes(range(256)) * 300
SHA256 = hashlib.sha256(BYTES).hexdigest()
KEY = f"files/{SHA256[:2]}/{SHA256}"


@pytest.fixture
def app_at(make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Flask]:
    """`app_at(address)`: the application with its files in the bucket `planner` there."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "only-for-tests")

    def make(address: str) -> Flask:
        monkeypatch.setenv("AWS_ENDPOINT", address)
        return make_app(FILES="s3://planner/files")

    return make


def test_file_goes_to_the_bucket_and_comes_back(app_at: Callable[[str], Flask]) -> None:
    objects: dict[str, bytes] = {}
    with serve_bucket(objects) as address, app_at(address).app_context():
        store = current_store()

        assert store.put(BYTES) == SHA256
        assert (list(objects), BYTES in objects[KEY]) == ([KEY], False)
        with store.open(SHA256) as file:
            assert file.read() == BYTES
        assert [(f.sha256, f.size, f.changed_at) for f in store.list_files()] == [(SHA256, len(objects[KEY]), MOMENT)]
        assert store.has(SHA256)

        store.remove([SHA256, "0" * 64])
        assert (objects, store.has(SHA256)) == ({}, False)
        with pytest.raises(FileMissing):
            store.open(SHA256)


def test_damaged_object_is_not_handed_out(app_at: Callable[[str], Flask]) -> None:
    objects = {KEY: BYTES[:-1]}
    with serve_bucket(objects) as address, app_at(address).app_context():
        with pytest.raises(FileDamaged):
            current_store().open(SHA256)
        current_store().put(BYTES)
        with current_store().open(SHA256) as file:
            assert file.read() == BYTES

    assert list(objects) == [KEY]


def test_storage_that_is_gone_is_said_in_words(app_at: Callable[[str], Flask]) -> None:
    with serve_bucket({}) as address:
        app = app_at(address)
    with app.app_context():
        with pytest.raises(StoreUnavailable):
            current_store().put(BYTES)
        with pytest.raises(StoreUnreadable):
            current_store().open(SHA256)
