"""`planner files`, and what a start does to the store of files."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from planner import cli
from planner.extensions import db
from planner.sealing import is_sealed_file
from planner.services.attachments import add_attachment
from planner.store import FolderStore, current_store
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, PNG
from tests.planner.filestores import kept_file, one_key
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("files", "check")`: the command's answer."""
    monkeypatch.setattr(cli, "upgrade_database", lambda: None)  # the tables are there already
    return lambda *args: app.test_cli_runner().invoke(args=[str(a) for a in args])


def attach(world: World, name: str, content: bytes) -> Path:
    """An attachment of the event; committed; where its bytes lie."""
    store = current_store()
    file = kept_file(store, name, content)
    add_attachment(event_of(world), file=file, store=store, actor=user(world, "周老师"))
    db.session.commit()
    assert isinstance(store, FolderStore)
    return store.folder / file.sha256[:2] / file.sha256


def test_check_names_what_is_damaged_and_what_is_gone(world: World, in_app: InApp, run: Run) -> None:
    with in_app():
        attach(world, "预案.pdf", FILES["pdf"][0])
        damaged, gone = attach(world, "合影.png", PNG), attach(world, "名单.docx", FILES["docx"][0])
        kept_file(current_store(), "没用.gif", FILES["gif"][0])
    assert run("files", "check").output == "完好 3 个；没有记录用到的 1 个。\n"
    damaged.write_bytes(b"else")
    gone.unlink()

    answer = run("files", "check")

    assert answer.exit_code == 1
    assert answer.output.splitlines() == [
        "完好 1 个；没有记录用到的 1 个。",
        f"坏了：活动 {world.event} 的附件“合影.png”",
        f"不见了：活动 {world.event} 的附件“名单.docx”",
        "用原来的文件再传一次，就补好了。",
    ]


def test_seal_seals_what_lies_in_clear(world: World, in_app: InApp, run: Run) -> None:
    with in_app():
        path = attach(world, "预案.pdf", FILES["pdf"][0])
    path.write_bytes(FILES["pdf"][0])

    outputs = [run("files", "seal").output for _ in range(2)]

    assert outputs == ["重新加密了 1 个文件。\n", "重新加密了 0 个文件。\n"]
    assert is_sealed_file(path.read_bytes())


def test_tidy_removes_what_nothing_points_to(world: World, in_app: InApp, run: Run) -> None:
    with in_app():
        used = attach(world, "预案.pdf", FILES["pdf"][0])
        sha256 = kept_file(current_store(), "没用.gif", FILES["gif"][0]).sha256
    unused = used.parent.parent / sha256[:2] / sha256
    assert run("files", "tidy").output == "删掉了 0 个文件。\n"
    for path in (used, unused):
        os.utime(path, (0, 0))

    assert run("files", "tidy").output == "删掉了 1 个文件。\n"
    assert [path.exists() for path in (used, unused)] == [True, False]


def test_take_brings_in_the_files_of_a_folder(tmp_path: Path, in_app: InApp, run: Run) -> None:
    source = FolderStore(tmp_path / "files", one_key)
    whole, damaged = kept_file(source).sha256, kept_file(source, "合影.png", PNG).sha256
    (source.folder / damaged[:2] / damaged).write_bytes(b"else")

    answer = run("files", "take", source.folder)

    assert answer.exit_code == 1
    assert answer.output.splitlines() == ["收进来 1 个文件。", f"坏了，或者是用别的 data.key 加密的，没有收：{damaged}"]
    with in_app():
        assert [file.sha256 for file in current_store().list_files()] == [whole]


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_upgrade_takes_the_rights_of_others_from_files_of_earlier_versions(
    world: World, in_app: InApp, run: Run
) -> None:
    with in_app():
        path = attach(world, "预案.pdf", FILES["pdf"][0])
    path.chmod(0o644)
    path.parent.chmod(0o755)

    assert run("upgrade").exit_code == 0

    assert [oct(each.stat().st_mode & 0o777) for each in (path, path.parent)] == ["0o600", "0o700"]


def test_store_that_cannot_be_prepared_is_said_and_stops_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: FolderStore) -> int:
        raise PermissionError("not yours")

    monkeypatch.setattr(FolderStore, "remove_drafts", fail)
    monkeypatch.setattr(Path, "exists", lambda _: True)

    answer = run("upgrade")

    assert answer.exit_code == 0
    assert "存文件的地方现在写不了" in answer.output
    assert "数据库已是最新。" in answer.output
