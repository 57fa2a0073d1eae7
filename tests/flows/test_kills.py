"""A server that is killed in the middle of writes has lost nothing of what it said was saved."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from planner.extensions import db
from planner.models import Attachment, User
from planner.models.supplies import Supply
from planner.services.devices import begin_session
from planner.store import current_store
from tests.flows.nurseries import mortal_server
from tests.installation import SETTINGS, Installation
from tests.planner.conftest import World

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are of POSIX")
InApp = Callable[[], AbstractContextManager[object]]
KILLS = 20
WRITERS = 3
# So much is saved of each life of the server before it is killed.
SAVED_A_LIFE = 4
DEADLINE = 60
FORM = "application/x-www-form-urlencoded"
UPLOAD = "multipart/form-data; boundary=cut"


@dataclass
class Saved:
    """What was answered with 已保存: names of rows, and the bytes of files by their names."""

    rows: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How much it is."""
        return len(self.rows) + len(self.files)


def read_file(name: str) -> bytes:
    """The bytes of a file in the store."""
    with current_store().open(name) as file:
        return file.read()


def cookie_of(app: Flask, user_id: int) -> str:
    """The cookie of somebody who is signed in."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.app_context():
        session = begin_session(db.session.get_one(User, user_id))
        db.session.commit()
    return f"planner={signer.dumps({'_user_id': session, '_fresh': True})}"


def post(port: int, path: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; 0 where none came."""
    connection = HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def write(port: int, event: int, cookie: str, saved: Saved, writer: int, is_over: threading.Event) -> None:
    """Add rows, and a file after every two of them, one after the other."""
    number = 0
    while not is_over.is_set():
        number += 1
        name = f"{writer}号第{number}件"
        if number % 3:
            body = urlencode({"name": name, "quantity": "1", "unit": "件"}).encode()
            headers = {"Cookie": cookie, "Content-Type": FORM}
            if post(port, f"/events/{event}/rows/supplies/new", body, headers) == 302:
                saved.rows.append(name)
        else:
            content = b"%PDF-1.7\n" + os.urandom(20_000)
            head = f'--cut\r\nContent-Disposition: form-data; name="files"; filename="{name}.pdf"\r\n\r\n'
            body = head.encode() + content + b"\r\n--cut--\r\n"
            headers = {"Cookie": cookie, "Content-Type": UPLOAD}
            if post(port, f"/events/{event}/attachments", body, headers) == 302:
                saved.files[sha256(content).hexdigest()] = content


def kill_in_the_middle(saved: Saved, next_life: Callable[[], int]) -> None:
    """Kill each life of the server while the writers go on."""
    for _ in range(KILLS):
        pid, before, deadline = next_life(), saved.count, time.monotonic() + DEADLINE
        while saved.count < before + SAVED_A_LIFE:
            assert time.monotonic() < deadline, "nothing is saved any more"
            time.sleep(0.001)
        os.kill(pid, signal.SIGKILL)
    next_life()


@pytest.mark.slow
def test_what_was_saved_outlives_20_kills(app: Flask, world: World, installation: Installation, in_app: InApp) -> None:
    cookie, saved, is_over = cookie_of(app, world.users["周老师"]), Saved(), threading.Event()

    places = {"SQLALCHEMY_DATABASE_URI": installation.database.uri, "INSTANCE_DIR": str(installation.folder)}
    with mortal_server(SETTINGS | places) as (port, next_life):
        arguments = [(port, world.event, cookie, saved, writer, is_over) for writer in range(WRITERS)]
        writers = [threading.Thread(target=write, args=each) for each in arguments]
        for writer in writers:
            writer.start()
        try:
            kill_in_the_middle(saved, next_life)
        finally:
            is_over.set()
            for writer in writers:
                writer.join()

    with in_app():
        rows = set(db.session.scalars(select(Supply.name).where(Supply.event_id == world.event)))
        kept = set(db.session.scalars(select(Attachment.sha256).where(Attachment.event_id == world.event)))
        contents = {name: read_file(name) for name in saved.files}
    assert (set(saved.rows) - rows, set(saved.files) - kept) == (set(), set())
    assert contents == saved.files
    assert min(len(saved.rows), len(saved.files)) >= KILLS / 2, "both rows and files were written"
