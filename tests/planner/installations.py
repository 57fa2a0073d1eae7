"""Installations of their own: an empty database and a folder each, to be backed up and put back."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import create_app
from planner.backups.keptfiles import put_file
from planner.extensions import db
from planner.migrations import upgrade_database
from planner.models import Attachment, Event
from planner.services.samples import load_sample_data
from tests import postgres
from tests.conftest import POSTGRES_FOLDER
from tests.databases import SQLITE
from tests.installation import SETTINGS
from tests.planner.conftest import hash_quickly

MakeApp = Callable[..., Flask]
PDF = b"%PDF-1.7 \xe5\xae\x89\xe5\x85\xa8\xe9\xa2\x84\xe6\xa1\x88"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300


def make_installation(backend: str, make_app: MakeApp, folder: Path, name: str, **settings: Any) -> Flask:
    """An app on a database without any table, with an instance folder that isn't there yet."""
    if backend == SQLITE:
        (folder / name).mkdir()
        uri = _sqlite(folder / name)
    else:
        uri = _server().create_database(f"{name}_{_worker()}")
    return make_app(SQLALCHEMY_DATABASE_URI=uri, INSTANCE_DIR=str(folder / name), **settings)


def copy_installation(backend: str, make_app: MakeApp, template: Path, folder: Path, name: str) -> Flask:
    """An app on a copy of the template of `template_of`."""
    shutil.copytree(template, folder / name)
    if backend == SQLITE:
        uri = _sqlite(folder / name)
    else:
        uri = _server().create_database(f"{name}_{_worker()}", template=f"template_{_worker()}")
    return make_app(SQLALCHEMY_DATABASE_URI=uri, INSTANCE_DIR=str(folder / name))


_templates: dict[str, Path] = {}


def template_of(backend: str, folders: pytest.TempPathFactory) -> Path:
    """The folder of a filled installation on a database of this kind; it is made once a session and then copied."""
    if backend not in _templates:
        folder = folders.mktemp(f"template-{backend}")
        with pytest.MonkeyPatch.context() as patch:
            hash_quickly(patch)
            fill_template(backend, folder)
        _templates[backend] = folder
    return _templates[backend]


def fill_template(backend: str, folder: Path) -> None:
    """The sample data, and two files of its first event, a plan and a picture, in a database of the newest revision."""
    uri = _sqlite(folder) if backend == SQLITE else _server().create_database(f"template_{_worker()}")
    app = create_app({**SETTINGS, "SQLALCHEMY_DATABASE_URI": uri, "INSTANCE_DIR": str(folder)})
    with app.app_context():
        upgrade_database()
        assert load_sample_data()
        event_id = db.session.scalars(select(Event.id).order_by(Event.id)).first()
        assert event_id
        for position, content in enumerate((PDF, PICTURE)):
            add_file(event_id, content, key=f"f{position}", position=position)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'planner.sqlite3'}"


def _server() -> postgres.Server:
    place, _, guardian = os.environ[POSTGRES_FOLDER].rpartition(":")
    server = postgres.Server(Path(place), guardian=int(guardian))
    server.ensure_started()
    return server


def _worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def add_file(event_id: int, content: bytes, *, key: str, position: int) -> Attachment:
    """A kept file, and the row of an event that names it."""
    name = put_file(content)
    row = Attachment(event_id=event_id, key=key, position=position, name=key, filename=f"{key}.pdf", sha256=name)
    row.mime, row.size = "application/pdf", len(content)
    db.session.add(row)
    return row
