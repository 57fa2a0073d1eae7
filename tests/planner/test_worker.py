"""The worker: what is in line is done once, what goes wrong is tried again and shown."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from planner import clock
from planner import worker as workers
from planner.actors import Actor
from planner.enums import JobState
from planner.errors import BadInput, JobFailed
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.models import JobRecord, Organisation
from planner.queries.jobs import MOST_TRIES
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.worker import describe_fault
from tests.conftest import At
from tests.planner.jobsteps import NOTE, SHORT, failing, note, notes, put_in_line, states, worker

NOON = datetime(2027, 6, 1, 4, tzinfo=UTC)
DONE = (JobState.DONE, 1, "")


def test_worker_does_what_is_in_line_once(app: Flask) -> None:
    put_in_line(app, "一", "二")
    first = worker(app)

    assert (first.run_due(), first.run_due(), worker(app).run_due()) == (2, 0, 0)
    assert notes(app) == ["一（记一笔）", "二（记一笔）"]
    assert states(app) == [DONE, DONE]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (lambda: JobFailed("备份文件夹写不进去。"), "备份文件夹写不进去。"),
        (lambda: BadInput("张小花没有监护人。"), "程序停在 BadInput"),
        (lambda: ValueError("张小花"), "程序停在 ValueError"),
    ],
)
def test_job_that_goes_wrong_leaves_nothing_but_its_error(
    app: Flask, fault: Callable[[], Exception], error: str
) -> None:
    put_in_line(app, "一")

    assert worker(app, failing(fault)).run_due() == 1

    ((state, tries, shown),) = states(app)
    assert (state, tries, notes(app)) == (JobState.WAITING, 1, [])
    assert shown.startswith(error)
    assert "张小花" not in shown


def test_job_that_goes_wrong_keeps_no_other_waiting(app: Flask) -> None:
    put_in_line(app, "一", kind="unknown")
    put_in_line(app, "二")

    assert worker(app).run_due() == 2

    assert states(app) == [(JobState.WAITING, 1, "这个版本的软件不认识这种任务。"), DONE]


def test_fault_is_told_by_its_place_in_the_house() -> None:
    try:
        enqueue_job("note", name="一")  # outside an application
    except RuntimeError as fault:
        sentence = describe_fault(fault)

    assert sentence.startswith("程序停在 RuntimeError（jobs.py 第 ")
    assert sentence.endswith("行），详情在服务器日志里。")


def test_slow_part_of_a_job_holds_no_lock(app: Flask) -> None:
    def prepare(order: JobOrder) -> str:
        assert db.session.get_one(JobRecord, order.id).state == JobState.RUNNING
        put_in_line(app, "别人")  # another connection writes meanwhile
        return f"{order.payload['name']}好了"

    def run(order: JobOrder, actor: Actor) -> None:
        db.session.add(Organisation(name=order.prepared))

    put_in_line(app, "一")

    worker(app, JobKind(name="note", label="记一笔", run=run, prepare=prepare)).run_due(most=1)

    assert notes(app) == ["一好了"]


def test_lease_is_renewed_while_the_job_is_worked_on(app: Flask, at: At) -> None:
    """The clock stands, so that a lease ends when the test says so, and not when the machine is busy."""

    def prepare(_: JobOrder) -> int:
        for moment in (NOON + 0.9 * SHORT, NOON + 1.8 * SHORT):
            at(moment)
            wait_for_lease(app, moment + SHORT)
        return other.run_due()

    at(NOON)
    other = worker(app)
    put_in_line(app, "一")

    slow = JobKind(name="note", label="记一笔", run=note, prepare=prepare)
    assert worker(app, slow).run_due() == 1

    assert (notes(app), states(app)) == (["一（记一笔）"], [DONE])


def wait_for_lease(app: Flask, end: datetime) -> None:
    """Wait until the one job is leased until then."""
    deadline = time.monotonic() + 20
    leased_until = None
    while leased_until != end:
        assert time.monotonic() < deadline, "the lease was not renewed"
        time.sleep(0.02)
        with app.app_context():
            leased_until = db.session.scalar(select(JobRecord.lease_until))


def test_job_that_another_took_over_is_not_done_twice(app: Flask) -> None:
    def run(order: JobOrder, actor: Actor) -> None:
        with app.app_context():  # what happens to whoever sleeps through the lease
            db.session.get_one(JobRecord, order.id).tries += 1
            db.session.commit()
        note(order, actor)

    put_in_line(app, "一")

    assert worker(app, JobKind(name="note", label="记一笔", run=run)).run_due() == 1

    assert notes(app) == []
    assert states(app) == [(JobState.RUNNING, 2, "")]


def test_thread_does_at_once_what_is_put_in_line(app: Flask) -> None:
    done = threading.Event()
    kind = JobKind(name="note", label="记一笔", run=lambda *_: done.set())
    patient = workers.Worker(app, kinds={"note": kind}, poll_seconds=60)
    patient.start()
    try:
        put_in_line(app, "一")
        assert done.wait(10), "it was woken by the commit, not by its poll"
    finally:
        patient.stop(10)

    assert not patient.is_alive
    assert states(app) == [DONE]


def test_idle_thread_waits_until_it_is_woken_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    was_set: list[bool] = []

    class Watched(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            was_set.append(self.is_set())
            return super().wait(timeout)

    monkeypatch.setattr(workers, "WAKE", Watched())
    workers.WAKE.set()
    idle = workers.Worker(app, kinds={}, poll_seconds=60)
    idle.start()
    deadline = time.monotonic() + 20
    while not was_set and time.monotonic() < deadline:
        time.sleep(0.02)
    idle.stop(10)

    assert was_set == [False]


def test_thread_outlives_a_database_that_does_not_answer_and_other_faults(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [OperationalError("SELECT", {}, Exception("locked")), RuntimeError("can't start new thread")]
    real = workers.has_any

    def sometimes(condition: object) -> bool:
        if faults:
            raise faults.pop()
        return real(condition)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "has_any", sometimes)
    put_in_line(app, "一")
    patient = worker(app)
    patient.start()
    try:
        deadline = time.monotonic() + 20
        while states(app) != [DONE] and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        patient.stop(10)

    assert states(app) == [DONE]


@pytest.mark.parametrize(("hour", "expected"), [(2, 0), (3, 1), (23, 1)])
def test_daily_job_is_done_once_from_its_hour_on(app: Flask, at: At, hour: int, expected: int) -> None:
    daily = JobKind(name="note", label="记一笔", daily_at=3, run=lambda *_: None)
    at(clock.local(NOON).replace(hour=hour))
    one, other = worker(app, daily), worker(app, daily)

    assert [one.run_due(), other.run_due(), one.run_due()] == [expected, 0, 0]

    at(clock.local(NOON).replace(hour=hour) + timedelta(days=1))
    assert other.run_due() == expected


def test_job_that_was_left_behind_too_often_is_called_failed(app: Flask, at: At) -> None:
    at(NOON)
    (number,) = put_in_line(app, "一")
    with app.app_context():
        job = db.session.get_one(JobRecord, number)
        job.state, job.tries, job.lease_until = JobState.RUNNING, MOST_TRIES, NOON - timedelta(seconds=1)
        db.session.commit()

    assert worker(app).run_due() == 0

    assert states(app) == [(JobState.FAILED, MOST_TRIES, f"做的时候服务停了，一共 {MOST_TRIES} 次。")]


def test_daily_job_that_is_not_wanted_is_not_done(app: Flask) -> None:
    unwanted = JobKind(
        name="note", label="记一笔", daily_at=0, run=note, is_wanted=lambda config: not config["TESTING"]
    )

    assert worker(app, unwanted).run_due() == 0


def test_idle_worker_writes_nothing(app: Flask, count_queries: Callable[..., object]) -> None:
    idle = worker(app, NOTE)
    with count_queries() as sent:  # type: ignore[attr-defined]
        assert idle.run_due() == 0

    assert [statement.split()[0] for statement in sent] == ["SELECT", "SELECT"]
