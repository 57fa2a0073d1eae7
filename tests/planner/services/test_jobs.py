"""Jobs are put in line with what they are about, tried again and dropped."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.actors import CONSOLE
from planner.enums import JobState, Role
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import JobRecord
from planner.queries.jobs import list_entries
from planner.services.accounts import set_role
from planner.services.jobs import WAKE, cancel_job, drop_job, enqueue_job, find_job, retry_job
from tests.planner.conftest import World
from tests.planner.jobsteps import put_in_line
from tests.planner.races import run_at_once
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]


def count() -> int:
    """How many jobs there are."""
    return db.session.scalar(select(func.count()).select_from(JobRecord)) or 0


def add_job(**values: object) -> JobRecord:
    """A job as it may stand in the table."""
    job = JobRecord(kind="note", **values)
    db.session.add(job)
    db.session.commit()
    return job


def test_enqueue_job_is_part_of_its_transaction(in_app: InApp) -> None:
    with in_app():
        assert enqueue_job("note", name="一")
        db.session.rollback()
        assert count() == 0

        assert enqueue_job("note", name="一", day="2027-06-01")
        db.session.commit()

        job = db.session.scalars(select(JobRecord)).one()
        assert (job.kind, job.payload, job.key) == ("note", {"name": "一", "day": "2027-06-01"}, None)
        assert (job.state, job.tries, job.error) == (JobState.WAITING, 0, "")


def test_enqueue_job_with_a_key_counts_once_and_keeps_what_was_done_before_it(in_app: InApp) -> None:
    with in_app():
        assert enqueue_job("note", key="digest:1:2027-06-01")
        assert not enqueue_job("note", key="digest:1:2027-06-01")
        assert enqueue_job("note", key="digest:2:2027-06-01")
        db.session.commit()

        assert count() == 2


def test_enqueue_job_with_a_key_at_the_same_moment_counts_once(app: Flask, in_app: InApp) -> None:
    won: list[bool] = []

    run_at_once(app, *[lambda: won.append(enqueue_job("note", key="purge:1"))] * 2, look=count)

    with in_app():
        assert (sorted(won), count()) == ([False, True], 1)


def test_worker_is_woken_when_the_transaction_has_ended_not_before(in_app: InApp) -> None:
    WAKE.clear()
    with in_app():
        enqueue_job("note", name="一")
        with db.session.begin_nested():
            assert not WAKE.is_set()
        assert not WAKE.is_set()
        db.session.commit()
        assert WAKE.is_set()

        WAKE.clear()
        count()
        db.session.commit()
        assert not WAKE.is_set(), "nothing was put in line"


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.WAITING])
def test_retry_job_gives_it_all_its_tries(in_app: InApp, state: JobState) -> None:
    with in_app():
        job = add_job(state=state, tries=5, error="磁盘满了。", run_after=clock.now() + timedelta(minutes=30))

        retry_job(job, actor=CONSOLE)
        db.session.commit()

        assert (job.state, job.tries, job.error) == (JobState.WAITING, 0, "磁盘满了。")
        assert job.run_after <= clock.now()


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.WAITING])
def test_drop_job_takes_it_out_of_the_line(in_app: InApp, state: JobState) -> None:
    with in_app():
        drop_job(add_job(state=state), actor=CONSOLE)
        db.session.commit()

        assert count() == 0


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE])
def test_job_that_runs_or_is_done_is_left_alone(in_app: InApp, state: JobState) -> None:
    with in_app():
        job = add_job(state=state, tries=1)

        with pytest.raises(NotAllowed, match="不用再试"):
            retry_job(job, actor=CONSOLE)
        with pytest.raises(NotAllowed, match="不能删"):
            drop_job(job, actor=CONSOLE)
        db.session.commit()

        assert (job.state, job.tries) == (state, 1)


@pytest.mark.parametrize(("act", "verb"), [(retry_job, "再试"), (drop_job, "删掉")])
def test_who_moves_a_job_leaves_one_entry(world: World, in_app: InApp, act: Callable[..., None], verb: str) -> None:
    with in_app():
        job = add_job(state=JobState.FAILED)
        job_id, administrator = job.id, user(world, "吴书记")
        set_role(administrator, world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)

        act(job, actor=administrator)
        db.session.commit()

        (entry,) = list_entries(9)
        assert (entry.job_id, entry.kind, entry.verb) == (job_id, "note", verb)
        assert (entry.actor, entry.user_id) == ("吴书记", administrator.id)


def test_job_that_is_left_alone_leaves_no_entry(in_app: InApp) -> None:
    with in_app():
        job = add_job(state=JobState.DONE)
        for act in (retry_job, drop_job):
            with pytest.raises(NotAllowed):
                act(job, actor=CONSOLE)

        assert list_entries(9) == []


def test_job_that_is_put_in_line_for_later_waits(in_app: InApp) -> None:
    with in_app():
        enqueue_job("note", wait=timedelta(minutes=10), name="一")
        db.session.commit()

        job = db.session.scalars(select(JobRecord)).one()
        assert timedelta(minutes=9) < job.run_after - clock.now() <= timedelta(minutes=10)
        assert job.payload == {"name": "一"}


@pytest.mark.parametrize(("state", "left"), [(JobState.WAITING, 1), (JobState.RUNNING, 2)])
def test_cancel_job_takes_the_one_of_that_key_unless_it_runs(in_app: InApp, state: JobState, left: int) -> None:
    with in_app():
        add_job(key="a", state=state)
        add_job(key="b")

        cancel_job("note", key="a")

        db.session.rollback()
        assert count() == left


def test_find_job_finds_it_or_says_that_it_is_gone(app: Flask, in_app: InApp) -> None:
    (job_id,) = put_in_line(app, "一")
    with in_app():
        assert find_job(job_id).payload == {"name": "一"}
        with pytest.raises(NotFound, match="这个任务不在这里"):
            find_job(job_id + 1)
