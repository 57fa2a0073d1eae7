"""Files in object storage (S3 and what speaks its language), by the extra `s3`."""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from planner.errors import ConfigError
from planner.sealing import is_sealed_with, seal_file
from planner.store.files import (
    FileMissing,
    Keys,
    StoredFile,
    StoreUnavailable,
    StoreUnreadable,
    is_sha256,
    open_held,
    path_of,
)

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CONNECT, ANSWER, GIVE_UP = timedelta(seconds=5), timedelta(seconds=30), timedelta(seconds=60)
RETRIES = 2
# So many are deleted by one request.
_AT_ONCE = 1000
_log = logging.getLogger(__name__)


def connect(address: str, keys: Keys) -> "ObjectFiles":
    """The store at s3://bucket/folder; keys, region and endpoint are read from AWS_* as other tools read them.

    Nothing is sent yet. Raises ConfigError for a wrong address or without the extra.
    """
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store
    except ImportError:
        raise ConfigError("PLANNER_FILES 用对象存储，要先装扩展：pip install 'planner[s3]'。") from None
    endpoint = os.environ.get("AWS_ENDPOINT") or os.environ.get("AWS_ENDPOINT_URL") or ""
    try:
        objects = S3Store.from_url(
            address,
            client_options={
                "connect_timeout": CONNECT,
                "timeout": ANSWER,
                "allow_http": endpoint.startswith("http://"),
            },
            retry_config={"max_retries": RETRIES, "retry_timeout": GIVE_UP},
        )
    except (BaseError, ValueError):
        raise ConfigError(f"PLANNER_FILES 写成 s3://存储桶/文件夹，现在是“{address}”。") from None
    return ObjectFiles(objects, keys)


class ObjectFiles:
    """A store of files over a bucket, or over any other store of obstore."""

    def __init__(self, objects: "ObjectStore", keys: Keys) -> None:
        self._objects = objects
        self._keys = keys

    def put(self, content: bytes) -> str:
        """Keep the bytes. They are always sent, so that a damaged object is whole again; see `FileStore.put`."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._put(sha256, content)
        return sha256

    def _put(self, sha256: str, content: bytes) -> None:
        with _in_words(StoreUnavailable):
            self._objects.put(path_of(sha256), seal_file(content, sha256, self._keys()))

    def open(self, sha256: str) -> BinaryIO:
        """The file, fetched whole and checked; see `FileStore.open`."""
        return open_held(self._get(sha256), sha256, self._keys())

    def _get(self, sha256: str) -> bytes:
        with _in_words(StoreUnreadable):
            try:
                return bytes(self._objects.get(path_of(sha256)).bytes())
            except FileNotFoundError:
                raise FileMissing from None

    def seal(self, sha256: str) -> bool:
        """Seal an object with the key in use; see `FileStore.seal`."""
        keys = self._keys()
        if is_sealed_with(held := self._get(sha256), keys):
            return False
        with open_held(held, sha256, keys) as file:
            if self.has(sha256):
                self._put(sha256, file.read())
        return True

    def has(self, sha256: str) -> bool:
        """Whether there is such an object."""
        with _in_words(StoreUnreadable):
            try:
                self._objects.head(path_of(sha256))
            except FileNotFoundError:
                return False
        return True

    def remove(self, files: Iterable[str]) -> None:
        """Remove the objects of these SHA-256."""
        paths = iter([path_of(sha256) for sha256 in files])
        with _in_words(StoreUnavailable):
            while some := list(islice(paths, _AT_ONCE)):
                self._objects.delete(some)

    def list_files(self) -> Iterator[StoredFile]:
        """All that is kept; what is not ours left out."""
        with _in_words(StoreUnreadable):
            for found in self._objects.list():
                for each in found:
                    name = each["path"].rpartition("/")[2]
                    if is_sha256(name):
                        yield StoredFile(name, each["size"], each["last_modified"])

    def free_bytes(self) -> None:
        """Object storage doesn't say how much more it takes."""

    def prepare(self) -> None:
        """Nothing is ever half in object storage, and who may read there is said there."""


@contextmanager
def _in_words(refusal: type[StoreUnavailable | StoreUnreadable]) -> Iterator[None]:
    """Say in Chinese, and tell the log, when the storage does not answer or refuses."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError) as error:
        _log.exception("The object storage can't be used.")
        raise refusal from error
