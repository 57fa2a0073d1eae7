"""The one store of files: bytes under their SHA-256, sealed, whole or not at all."""

from pathlib import Path

from flask import Flask, current_app

from planner.errors import ConfigError
from planner.sealing import DataKeys
from planner.store.files import (
    FileDamaged,
    FileMissing,
    FileStore,
    StoredFile,
    StoreFull,
    StoreUnavailable,
    StoreUnreadable,
    open_held,
)
from planner.store.folder import FolderStore

__all__ = [
    "FileDamaged",
    "FileMissing",
    "FileStore",
    "FolderStore",
    "StoreFull",
    "StoreUnavailable",
    "StoreUnreadable",
    "StoredFile",
    "current_store",
    "init_store",
    "open_held",
]

_OBJECT_STORAGE = "s3://"


def init_store(app: Flask) -> None:
    """Choose the store of this installation: the folder `files` of the instance, or object storage where it is set.

    Raises ConfigError for an address that can't be meant.
    """
    address = app.config["FILES"]

    def keys() -> DataKeys:
        return app.config["DATA_KEYS"]  # type: ignore[no-any-return]

    if not address:
        app.extensions["file_store"] = FolderStore(Path(app.config["INSTANCE_DIR"]) / "files", keys)
    elif address.startswith(_OBJECT_STORAGE):
        # Loaded only where it is used: it is an extra.
        from planner.store.objects import connect

        app.extensions["file_store"] = connect(address, keys)
    else:
        raise ConfigError(f"PLANNER_FILES 写成 s3://存储桶/文件夹，或者不写，现在是“{address}”。")


def current_store() -> FileStore:
    """The store of the current application."""
    store: FileStore = current_app.extensions["file_store"]
    return store
