"""Which store an installation has."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from planner.config import ConfigError
from planner.store import FolderStore, current_store
from planner.store.objects import ObjectFiles

MakeApp = Callable[..., Flask]


def test_files_lie_in_the_instance_unless_said_otherwise(
    app: Flask, in_app: Callable[[], AbstractContextManager[Any]]
) -> None:
    with in_app():
        store = current_store()

    assert isinstance(store, FolderStore)
    assert store.folder == Path(app.config["INSTANCE_DIR"]) / "files"


def test_one_setting_chooses_object_storage(make_app: MakeApp) -> None:
    other = make_app(FILES="s3://planner/files")

    with other.app_context():
        assert isinstance(current_store(), ObjectFiles)


@pytest.mark.parametrize("address", ["files", "/srv/files", "https://example.org/files", "s3:planner", "s3://"])
def test_address_that_cannot_be_meant_is_refused(make_app: MakeApp, address: str) -> None:
    with pytest.raises(ConfigError, match="PLANNER_FILES 写成 s3://存储桶/文件夹"):
        make_app(FILES=address)
