"""Uploaded files and the disk: what it refuses, what it damages, who waits for it."""

import errno
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.extensions import db
from planner.store import FolderStore
from tests.planner.conftest import World
from tests.planner.filesamples import PNG
from tests.planner.rowvalues import listed, put

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def page_url(world: World) -> str:
    """The address of the page."""
    return f"/events/{world.event}/attachments"


def upload(client: FlaskClient, world: World, *files: tuple[str, bytes]) -> TestResponse:
    """Send files by the form of the page."""
    return client.post(page_url(world), data={"files": [(io.BytesIO(content), name) for name, content in files]})


def names(world: World) -> list[str]:
    """The files on the list."""
    return [row.filename for row in listed(world, "attachments")]  # type: ignore[attr-defined]


def test_part_of_a_file_is_sent_to_who_asks_for_it(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    upload(client, world, ("合影.png", PNG))
    address = file_url(world, in_app)

    whole, part = client.get(address), client.get(address, headers={"Range": "bytes=1-3"})

    assert (whole.data, whole.headers["Content-Length"]) == (PNG, str(len(PNG)))
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (206, b"PNG", f"bytes 1-3/{len(PNG)}")


def file_url(world: World, in_app: InApp) -> str:
    """The address of the first file."""
    with in_app():
        return f"{page_url(world)}/{listed(world, 'attachments')[0].key}"


def stored(app: Flask) -> Path:
    """Where the one file of the installation lies."""
    (found,) = [path for path in (Path(app.config["INSTANCE_DIR"]) / "files").rglob("*") if path.is_file()]
    return found


def test_damaged_file_is_not_sent_and_the_page_says_whom_to_ask(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    upload(signed_in("周老师"), world, ("合影.png", PNG))
    stored(app).write_bytes(PNG[:-1] + b"x")
    reader, address = signed_in("陈老师"), file_url(world, in_app)

    answer = reader.get(address)
    upload(signed_in("周老师"), world, ("又一次.png", PNG))

    assert answer.status_code == 503
    sentence = "“合影.png”在服务器上坏了，没有发给你。请周老师把原来的文件再传一次，这里就好了；"
    assert all(words in answer.text for words in ("<h1>文件坏了</h1>", sentence, "请管理员从备份里找。"))
    assert PNG[:8] not in answer.data
    assert reader.get(address).data == PNG


def test_file_that_is_gone_says_so(app: Flask, world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    upload(client, world, ("合影.png", PNG))
    stored(app).unlink()

    answer = client.get(file_url(world, in_app))

    assert (answer.status_code, "这个附件没有文件，请重新上传。" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("number", "status", "sentence"),
    [
        (errno.ENOSPC, 507, "服务器的磁盘满了，“合影.png”没有存上。请管理员腾出空间，再传一次。"),
        (errno.EACCES, 503, "服务器现在存不了文件，“合影.png”没有存上。过一会儿再传一次，还不行请找管理员。"),
    ],
)
def test_disk_that_will_not_have_it_is_said_on_the_form_and_leaves_nothing(
    app: Flask,
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    status: int,
    sentence: str,
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    answer = upload(signed_in("周老师"), world, ("合影.png", PNG))

    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert 'type="file"' in answer.text
    assert [path for path in (Path(app.config["INSTANCE_DIR"]) / "files").rglob("*") if path.is_file()] == []
    with in_app():
        assert names(world) == []


def test_renamed_row_is_saved_with_the_extension_of_what_it_is(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    upload(signed_in("周老师"), world, ("合影.png", PNG))
    with in_app():
        listed(world, "attachments")[0].filename = "合影.html"
        db.session.commit()

    answer = signed_in("陈老师").get(file_url(world, in_app))

    assert answer.headers["Content-Disposition"].endswith(quote("合影.html.png"))
    assert answer.mimetype == "image/png"


def test_others_may_write_while_a_file_is_kept(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_away = FolderStore.put

    def write_meanwhile(store: FolderStore, content: bytes) -> str:
        with in_app():
            put(world, "duties")
        return put_away(store, content)

    client = signed_in("周老师")
    monkeypatch.setattr(FolderStore, "put", in_another_thread(write_meanwhile))

    assert upload(client, world, ("合影.png", PNG)).status_code == 302
    with in_app():
        assert (names(world), len(listed(world, "duties"))) == (["合影.png"], 1)


def in_another_thread(call: Callable[..., str]) -> Callable[..., str]:
    """The same call, in a thread that has no request and no transaction of its own."""

    def run(*args: object) -> str:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(call, *args).result(timeout=20)

    return run


def test_same_files_sent_twice_at_once_are_added_once(
    world: World, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = signed_in("周老师"), signed_in("周老师")
    put_away, answers = FolderStore.put, []

    def send_again(store: FolderStore, content: bytes) -> str:
        monkeypatch.setattr(FolderStore, "put", put_away)
        answers.append(send(second))
        return put_away(store, content)

    def send(client: FlaskClient) -> TestResponse:
        data = {"once": "the-same-key", "files": (io.BytesIO(PNG), "合影.png")}
        return client.post(page_url(world), data=data)

    monkeypatch.setattr(FolderStore, "put", in_another_thread(send_again))
    answers.append(send(first))

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, page_url(world))] * 2
    assert all("已添加 1 个附件" in client.get(page_url(world)).text for client in (first, second))
    with in_app():
        assert names(world) == ["合影.png"]
