"""An installation to be backed up, and empty ones to put it back into."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from planner.backups.making import BackupReport, make_backup
from tests.planner.installations import MakeApp, copy_installation, make_installation, template_of

Elsewhere = Callable[..., Flask]
BackUp = Callable[..., BackupReport]


@pytest.fixture
def source(backend: str, make_app: MakeApp, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The sample data with two files."""
    return copy_installation(backend, make_app, template_of(backend, tmp_path_factory), tmp_path, "source")


@pytest.fixture
def elsewhere(backend: str, make_app: MakeApp, tmp_path: Path) -> Elsewhere:
    """`elsewhere(SETTING=…)`: an empty installation with the same data key."""

    def make(**settings: Any) -> Flask:
        return make_installation(backend, make_app, tmp_path, "elsewhere", **settings)

    return make


@pytest.fixture
def back_up(source: Flask, tmp_path: Path) -> BackUp:
    """`back_up(with_keys=True)`: a backup of the source, in a folder of its own."""

    def make(**options: Any) -> BackupReport:
        (tmp_path / "backups").mkdir(exist_ok=True)
        with source.app_context():
            return make_backup(tmp_path / "backups", **options)

    return make
