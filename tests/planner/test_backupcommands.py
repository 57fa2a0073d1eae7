"""planner backup, verify, restore and jobs, as they are typed."""

import re
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.backups.verifying import verify_backup
from planner.commands import backup as commands
from planner.enums import JobState
from planner.extensions import db
from planner.models import JobRecord
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.jobsteps import put_in_line, states

InApp = Callable[[], AbstractContextManager[Any]]
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, at: At) -> Run:
    """`run("backup", folder)`: the command's answer, on the first of June at noon in Shanghai."""
    at(datetime(2027, 6, 1, 4, tzinfo=UTC))
    return lambda *args: app.test_cli_runner().invoke(args=[str(a) for a in args])


def test_backup_makes_its_folder_and_says_what_there_is(world: World, in_app: InApp, run: Run, tmp_path: Path) -> None:
    answer = run("backup", tmp_path / "a" / "b")

    assert answer.exit_code == 0
    name = "planner-20270601-120000.zip"
    assert f"已备份到 {tmp_path / 'a' / 'b' / name}（" in answer.output
    assert "备份里没有钥匙：data.key 和 secret.key 另外抄一份" in answer.output
    assert "活动 1 个，用户 8 个，" in answer.output
    assert answer.output.endswith("都读过一遍，完好。\n")
    with in_app():
        job = db.session.scalars(select(JobRecord)).one()
        assert (job.kind, job.state, job.result["name"]) == ("backup", JobState.DONE, name)
        assert job.finished_at == clock.now()


def test_backup_with_keys_warns(world: World, run: Run, tmp_path: Path) -> None:
    assert "注意：备份里有 data.key 和 secret.key" in run("backup", tmp_path, "--with-keys").output


def test_backup_goes_into_the_folder_of_the_settings(world: World, app: Flask, run: Run, tmp_path: Path) -> None:
    assert "写上备份到哪个文件夹" in run("backup").output

    app.config["BACKUP_DIR"] = str(tmp_path)
    assert run("backup").exit_code == 0
    assert len(list(tmp_path.iterdir())) == 1

    app.config["BACKUP_DIR"] = str(tmp_path / "nas")
    answer = run("backup")
    assert (answer.exit_code, f"备份文件夹不在：{tmp_path / 'nas'}。" in answer.output) == (1, True)


def test_backup_with_a_lost_key_is_told_and_fails(world: World, app: Flask, run: Run, tmp_path: Path) -> None:
    with app.app_context():
        db.session.execute(
            db.text("INSERT INTO once_key (key, at, answer) VALUES ('a', :at, 'x:y')"), {"at": clock.now()}
        )
        db.session.commit()

    answer = run("backup", tmp_path)

    assert answer.exit_code == 1
    found = re.search(r"加密的内容 (\d+) 处，读得出 (\d+) 处。", answer.output)
    assert found
    assert int(found[1]) - int(found[2]) == 1
    assert "有 1 处加密的内容读不出来" in answer.output


def test_verify_reads_the_newest_of_a_folder(world: World, run: Run, tmp_path: Path) -> None:
    run("backup", tmp_path)

    answer = run("verify", tmp_path)

    assert answer.exit_code == 0
    assert "planner-20270601-120000.zip，2027-06-01 12:00 做的" in answer.output
    assert "都读过一遍，完好。" in answer.output


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("verify", "这个文件不是活动方案的备份，也不是全套材料，或者没有存完整。\n"),
        ("restore", "这个文件不是活动方案的备份，或者没有存完整。\n"),
    ],
)
def test_what_is_no_backup_is_refused(run: Run, tmp_path: Path, command: str, sentence: str) -> None:
    (tmp_path / "x.zip").write_bytes(b"x")

    answer = run(command, tmp_path / "x.zip")

    assert (answer.exit_code, answer.output) == (1, sentence)


def test_archive_that_is_neither_backup_nor_evidence_set_is_refused(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.txt", "a")

    answer = run("verify", tmp_path / "x.zip")

    assert (answer.exit_code, answer.output) == (1, "这个文件不是活动方案的备份，也不是全套材料，或者没有存完整。\n")


def test_restore_into_what_is_in_use_is_refused(world: World, run: Run, tmp_path: Path) -> None:
    run("backup", tmp_path)

    answer = run("restore", tmp_path)

    assert answer.exit_code == 1
    assert answer.output.startswith("这里已经有数据。")


def test_restore_brings_the_database_up_to_date(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup", tmp_path)
    report, steps = verify_backup, []
    monkeypatch.setattr(commands, "restore_backup", lambda path: steps.append("restore") or report(path))
    monkeypatch.setattr(commands, "upgrade_database", lambda: steps.append("upgrade"))
    monkeypatch.setattr(commands, "renew_identity", lambda: steps.append("another database"))

    answer = run("restore", tmp_path)

    assert (answer.exit_code, steps) == (0, ["restore", "upgrade", "another database"])
    assert f"已从 {tmp_path / 'planner-20270601-120000.zip'} 放回。" in answer.output


def test_jobs_are_listed_tried_again_and_dropped(app: Flask, in_app: InApp, run: Run, at: At) -> None:
    # Before the jobs of the day come round, but for the one that looks for lots to be drawn.
    at(datetime(2027, 5, 31, 17, tzinfo=UTC))
    assert run("jobs", "list").output == run("jobs").output == "没有任务。\n"
    first, second = put_in_line(app, "一", "二", kind="unknown")
    with in_app():
        job = db.session.get_one(JobRecord, first)
        job.state, job.tries, job.error = JobState.FAILED, 5, "磁盘满了。"
        db.session.commit()

    assert run("jobs", "list").output == (
        f"{first}  unknown  没做成  2027-06-01 01:00，试过 5 次：磁盘满了。\n"
        f"{second}  unknown  等着做  2027-06-01 01:00\n"
    )
    assert run("jobs", "retry", first).output == "已排上，服务开着就会再做。\n"
    assert run("jobs", "drop", second).output == "已删掉。\n"
    assert states(app) == [(JobState.WAITING, 0, "磁盘满了。")]
    assert run("jobs", "run").output == "做了 2 个任务。\n"
    assert states(app) == [(JobState.WAITING, 1, "这个版本的软件不认识这种任务。"), (JobState.DONE, 1, "")]


@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_jobs_that_are_not_there_are_named(run: Run, verb: str) -> None:
    answer = run("jobs", verb, 7)

    assert (answer.exit_code, answer.output) == (1, "这个任务不在这里，可能已经删掉。\n")
