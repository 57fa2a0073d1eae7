"""Files that nothing points to go in the night."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from planner.enums import JobState
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import JobRecord
from planner.services.attachments import add_attachment
from planner.services.rows import delete_row
from planner.store import current_store
from planner.worker import Worker
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, PNG
from tests.planner.filestores import kept_file
from tests.planner.jobsteps import states
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
FOUR = datetime(2027, 6, 1, 20, tzinfo=UTC)


def do_the_job(app: Flask) -> int:
    """What the worker does with this kind alone."""
    return Worker(app, kinds={"files": JOBS["files"]}).run_due()


def stored(app: Flask) -> dict[str, Path]:
    """The files of the installation by their SHA-256."""
    folder = Path(app.config["INSTANCE_DIR"]) / "files"
    return {path.name: path for path in folder.rglob("*") if path.is_file()}


def attach(world: World, content: bytes, name: str) -> tuple[str, str]:
    """An attachment; committed; its key and its SHA-256."""
    file, actor = kept_file(current_store(), name, content), user(world, "周老师")
    row: Any = add_attachment(event_of(world), file=file, store=current_store(), actor=actor)
    db.session.commit()
    return row.key, row.sha256


def test_unused_and_long_deleted_files_go_at_four_and_the_others_stay(
    app: Flask, world: World, in_app: InApp, at: At
) -> None:
    at(FOUR - timedelta(days=31))
    with in_app():
        _, used = attach(world, PNG, "合影.png")
        key, deleted = attach(world, FILES["pdf"][0], "预案.pdf")
        delete_row(event_of(world), "attachments", key, actor=user(world, "周老师"))
        db.session.commit()
        unused = kept_file(current_store(), "没用.gif", FILES["gif"][0]).sha256
        young = kept_file(current_store(), "刚传.docx", FILES["docx"][0]).sha256
    old = (FOUR - timedelta(days=2)).timestamp()
    for sha256, path in stored(app).items():
        os.utime(path, (FOUR.timestamp(),) * 2 if sha256 == young else (old, old))

    at(FOUR - timedelta(minutes=1))
    before = (do_the_job(app), len(stored(app)))
    at(FOUR)
    after = (do_the_job(app), do_the_job(app), set(stored(app)))

    assert before == (0, 4)
    assert after == (1, 0, {used, young})
    assert {unused, deleted} & set(stored(app)) == set()
    with in_app():
        (job,) = db.session.scalars(db.select(JobRecord)).all()
        assert JOBS["files"].describe(job.result) == "删掉 2 个没有用的文件"


def test_many_files_go_a_few_at_a_time(
    app: Flask, world: World, in_app: InApp, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(FOUR)
    monkeypatch.setattr("planner.jobs.files.MOST_AT_ONCE", 2)
    with in_app():
        for number in range(5):
            kept_file(current_store(), "没用.gif", FILES["gif"][0] + bytes([number]))
        _, used = attach(world, PNG, "合影.png")
    for path in stored(app).values():
        os.utime(path, (0, 0))

    assert (do_the_job(app), set(stored(app))) == (3, {used})
    with in_app():
        done = db.session.scalars(db.select(JobRecord.result).order_by(JobRecord.id)).all()
        assert [result["removed"] for result in done] == [2, 2, 1]


def test_store_that_cannot_be_written_leaves_a_job_that_says_so(
    app: Flask, world: World, in_app: InApp, at: At
) -> None:
    at(FOUR)
    with in_app():
        unused = kept_file(current_store(), "没用.gif", FILES["gif"][0]).sha256
    path = stored(app)[unused]
    path.unlink()
    path.mkdir()  # what can't be unlinked
    os.utime(path, (0, 0))

    assert do_the_job(app) == 1

    assert states(app) == [(JobState.WAITING, 1, "没有用的文件删不掉，看看存文件的地方能不能写。")]
    path.rmdir()
