"""A job belongs to one worker at a time, and to none for ever."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from planner import clock
from planner.enums import JobState
from planner.extensions import db
from planner.models import JobRecord
from planner.models.jobs import MOST_ERROR
from planner.queries.jobs import LONGEST_LEASE, LONGEST_WAIT, MOST_TRIES, REMEMBER, list_jobs
from planner.services.joblease import (
    WAITS,
    JobOrder,
    claim_job,
    fail_job,
    finish_job,
    renew_lease,
    tidy_jobs,
)
from tests.conftest import At
from tests.planner.jobsteps import put_in_line
from tests.planner.races import run_at_once

InApp = Callable[[], AbstractContextManager[object]]
LEASE = timedelta(seconds=60)
NOON = datetime(2027, 6, 1, 4, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.fixture
def job(app: Flask, at: At) -> int:
    """A job in line since noon; its id."""
    at(NOON)
    return put_in_line(app, "一")[0]


def claim(worker: str = "甲") -> JobOrder | None:
    """Take the next job, for good."""
    order = claim_job(worker, lease=LEASE)
    db.session.commit()
    return order


def taken(worker: str = "甲") -> JobOrder:
    """The next job, which must be there."""
    order = claim(worker)
    assert order is not None
    return order


def test_claim_job_leases_the_oldest_and_counts_the_try(app: Flask, in_app: InApp, job: int) -> None:
    put_in_line(app, "二")
    with in_app():
        assert claim() == JobOrder(job, "note", {"name": "一"}, 1, "甲")
        record = db.session.get_one(JobRecord, job)
        assert (record.state, record.worker, record.lease_until) == (JobState.RUNNING, "甲", NOON + LEASE)
        assert taken("乙").payload == {"name": "二"}
        assert claim("丙") is None


def test_claim_job_at_the_same_moment_gives_it_to_one(app: Flask, in_app: InApp, job: int) -> None:
    orders: list[JobOrder | None] = []

    run_at_once(app, *[lambda: orders.append(claim_job("甲", lease=LEASE))] * 2, look=lambda: list_jobs(1))

    assert [order.tries for order in orders if order] == [1]


@pytest.mark.parametrize(("later", "is_free"), [(LEASE - TICK, False), (LEASE, True)])
def test_lease_that_ran_out_frees_the_job(in_app: InApp, job: int, at: At, later: timedelta, is_free: bool) -> None:
    with in_app():
        claim()
        at(NOON + later)
        order = claim("乙")

        assert (order is not None) is is_free
        assert order is None or (order.tries, order.worker) == (2, "乙")


@pytest.mark.parametrize(("ahead", "is_free"), [(LONGEST_LEASE, False), (LONGEST_LEASE + TICK, True)])
def test_lease_of_a_future_that_cannot_be_frees_the_job(
    in_app: InApp, job: int, at: At, ahead: timedelta, is_free: bool
) -> None:
    with in_app():
        claim()
        db.session.get_one(JobRecord, job).lease_until = NOON + ahead
        db.session.commit()

        assert (claim("乙") is not None) is is_free


@pytest.mark.parametrize(("ahead", "is_due"), [(TICK, False), (LONGEST_WAIT, False), (LONGEST_WAIT + TICK, True)])
def test_wait_of_a_future_that_cannot_be_is_over(in_app: InApp, job: int, ahead: timedelta, is_due: bool) -> None:
    with in_app():
        db.session.get_one(JobRecord, job).run_after = NOON + ahead
        db.session.commit()

        assert (claim() is not None) is is_due


def test_renew_lease_keeps_it_for_the_worker_that_has_it(in_app: InApp, job: int, at: At) -> None:
    with in_app():
        order = taken()
        at(NOON + LEASE)
        assert renew_lease(order, lease=LEASE)
        assert claim("乙") is None

        at(NOON + 2 * LEASE)
        assert claim("乙") is not None
        assert not renew_lease(order, lease=LEASE)


def test_worker_that_slept_through_its_lease_can_neither_finish_nor_fail_the_job(
    in_app: InApp, job: int, at: At
) -> None:
    with in_app():
        first = taken()
        at(NOON + LEASE)
        second = taken("乙")

        assert (finish_job(first, {}), fail_job(first, "x")) == (False, False)
        assert finish_job(second, {"files": 3})
        assert not finish_job(second, {})
        record = db.session.get_one(JobRecord, job)
        assert record.result == {"files": 3}
        assert (record.state, record.finished_at, record.lease_until) == (JobState.DONE, NOON + LEASE, None)


def test_same_worker_that_comes_again_is_another_run(in_app: InApp, job: int, at: At) -> None:
    with in_app():
        first = taken()
        at(NOON + LEASE)
        taken()

        assert not finish_job(first, {})


def test_fail_job_waits_longer_each_time_and_gives_up_after_the_last(in_app: InApp, job: int, at: At) -> None:
    moment, waited = NOON, []
    with in_app():
        for number in range(1, MOST_TRIES + 1):
            assert fail_job(taken(), f"第 {number} 次")
            db.session.commit()
            record = db.session.get_one(JobRecord, job)
            waited.append(record.run_after - moment)
            moment = max(moment, record.run_after)
            at(moment)

        assert waited == [*WAITS, timedelta()]
        assert (record.state, record.tries, record.error) == (JobState.FAILED, 5, "第 5 次")
        assert (record.finished_at, claim()) == (moment, None)


def test_long_error_is_cut_to_what_its_column_holds(in_app: InApp, job: int) -> None:
    with in_app():
        assert fail_job(taken(), "长" * (MOST_ERROR + 1))
        db.session.commit()

        assert db.session.get_one(JobRecord, job).error == "长" * MOST_ERROR


def test_job_that_fells_its_worker_every_time_is_given_up(in_app: InApp, job: int, at: At) -> None:
    with in_app():
        for number in range(MOST_TRIES):
            at(NOON + number * LEASE)
            assert taken().tries == number + 1
        at(NOON + MOST_TRIES * LEASE)
        assert claim() is None

        tidy_jobs()
        db.session.commit()

        record = db.session.get_one(JobRecord, job)
        assert (record.state, record.error) == (JobState.FAILED, "做的时候服务停了，一共 5 次。")


@pytest.mark.parametrize(
    ("state", "finished_at", "is_kept"),
    [
        (JobState.DONE, NOON - REMEMBER, True),
        (JobState.DONE, NOON - REMEMBER - TICK, False),
        (JobState.DONE, NOON + REMEMBER + TICK, False),
        (JobState.FAILED, NOON - 2 * REMEMBER, True),
    ],
)
def test_tidy_jobs_forgets_what_was_done_long_ago(
    in_app: InApp, job: int, state: JobState, finished_at: datetime, is_kept: bool
) -> None:
    with in_app():
        record = db.session.get_one(JobRecord, job)
        record.state, record.finished_at = state, finished_at
        db.session.commit()

        tidy_jobs()
        db.session.commit()

        assert (db.session.get(JobRecord, job) is not None) is is_kept


def test_list_jobs_has_the_failed_first_and_the_newest_of_the_done(in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        for number, state in enumerate([JobState.DONE, JobState.WAITING, JobState.DONE, JobState.FAILED]):
            finished = clock.now() + number * LEASE if state == JobState.DONE else None
            db.session.add(JobRecord(kind=str(number), state=state, finished_at=finished))
        db.session.commit()

        assert [job.kind for job in list_jobs(5)] == ["3", "1", "2", "0"]
        assert [job.kind for job in list_jobs(1)] == ["3", "2"]
