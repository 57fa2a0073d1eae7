"""The backup of every night."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.enums import JobState
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import JobRecord
from planner.worker import Worker
from tests.conftest import At

InApp = Callable[[], AbstractContextManager[object]]
AFTER_THREE = datetime(2027, 6, 1, 19, 30, tzinfo=UTC)
KINDS = {"backup": JOBS["backup"]}


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    """Where backups are wanted."""
    app.config["BACKUP_DIR"] = str(tmp_path)
    return tmp_path


def test_backup_is_made_once_a_night_and_the_oldest_goes(app: Flask, in_app: InApp, folder: Path, at: At) -> None:
    app.config["BACKUP_KEEP"] = 2
    for day in (1, 2, 3):
        at(AFTER_THREE.replace(day=day))
        assert [Worker(app, kinds=KINDS).run_due(), Worker(app, kinds=KINDS).run_due()] == [1, 0]

    assert sorted(path.name for path in folder.iterdir()) == [
        "planner-20270603-033000.zip",
        "planner-20270604-033000.zip",
    ]
    with in_app():
        jobs = db.session.scalars(select(JobRecord).order_by(JobRecord.id)).all()
        assert [job.key for job in jobs] == [f"backup:2027-06-0{day}" for day in (2, 3, 4)]
        assert jobs[2].result["name"] == "planner-20270604-033000.zip"
        assert jobs[2].result["complaints"] == []


def test_without_a_folder_there_is_no_backup(app: Flask, at: At) -> None:
    at(AFTER_THREE)

    assert Worker(app, kinds=KINDS).run_due() == 0


def test_folder_that_is_gone_is_shown_with_the_job(app: Flask, in_app: InApp, folder: Path, at: At) -> None:
    app.config["BACKUP_DIR"] = str(folder / "nas")
    at(AFTER_THREE)

    assert Worker(app, kinds=KINDS).run_due() == 1

    with in_app():
        job = db.session.scalars(select(JobRecord)).one()
        assert (job.state, job.error) == (JobState.WAITING, f"备份文件夹不在：{folder / 'nas'}。建好或挂上以后再来。")
        assert job.run_after > clock.now()
    assert list(folder.iterdir()) == []


def test_every_kind_of_job_is_known_by_its_name() -> None:
    assert {name: kind.name for name, kind in JOBS.items()} == {name: name for name in JOBS}
    assert JOBS["backup"].actor.name == "备份"
