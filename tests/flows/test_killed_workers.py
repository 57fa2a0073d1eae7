"""Workers are killed in the middle of their jobs, and every job is done exactly once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.enums import JobState
from planner.extensions import db
from planner.models import JobRecord, Organisation
from tests.conftest import ROOT
from tests.installation import SETTINGS, Installation
from tests.planner.jobsteps import put_in_line

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are of POSIX")
JOBS = 60
KILLS = 6
WORKERS = 8
DEADLINE = 60


@contextmanager
def workers(installation: Installation) -> Iterator[list[int]]:
    """The process ids of workers that are busy with the database of the test."""
    places = {"SQLALCHEMY_DATABASE_URI": installation.database.uri, "INSTANCE_DIR": str(installation.folder)}
    command = [sys.executable, "-m", "tests.flows.jobnursery", json.dumps(SETTINGS | places), str(WORKERS)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as nursery:
        assert nursery.stdout
        pids = [int(nursery.stdout.readline()) for _ in range(WORKERS)]
        try:
            yield pids
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)


def done_and_busy(app: Flask) -> tuple[int, list[int]]:
    """How many jobs are done, and the processes that are in the middle of one."""
    with app.app_context():
        done = select(func.count()).select_from(JobRecord).where(JobRecord.state == JobState.DONE)
        busy = select(JobRecord.worker).where(JobRecord.state == JobState.RUNNING)
        return db.session.scalar(done) or 0, [int(name.split(":")[1]) for name in db.session.scalars(busy)]


def wait_for(look: Callable[[], bool]) -> None:
    """Until it is so; fails after a minute."""
    deadline = time.monotonic() + DEADLINE
    while not look():
        assert time.monotonic() < deadline, "the workers stand still"
        time.sleep(0.01)


def kill_one_at_work(app: Flask, pids: list[int], after: int) -> None:
    """Kill a worker in the middle of a job as soon as so many are done."""

    def kill() -> bool:
        done, busy = done_and_busy(app)
        victims = [pid for pid in busy if pid in pids]
        if done < after or not victims:
            return False
        pids.remove(victims[0])
        os.kill(victims[0], signal.SIGKILL)
        return True

    wait_for(kill)


@pytest.mark.slow
def test_jobs_of_killed_workers_are_done_exactly_once(app: Flask, installation: Installation) -> None:
    names = [f"任务 {number}" for number in range(JOBS)]
    put_in_line(app, *names)

    with workers(installation) as pids:
        for kill in range(KILLS):
            kill_one_at_work(app, pids, after=kill * 7)
        assert len(pids) == WORKERS - KILLS
        wait_for(lambda: done_and_busy(app)[0] == JOBS)

    with app.app_context():
        assert sorted(db.session.scalars(select(Organisation.name))) == sorted(names)
        tries = list(db.session.scalars(select(JobRecord.tries)))
        assert len(tries) == JOBS
        assert sum(tries) > JOBS, "some were in the middle and had to be done again"
