"""Jobs: put in line together with the data that they are about, tried again or dropped by administrators."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, event, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, SessionTransaction

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, JobState
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import JobEntry, JobRecord
from planner.services.activity import name_in_log
from planner.services.guard import guard_instance
from planner.worksession import WorkSession

WAKE = threading.Event()
"""Set when a transaction ended that put a job in line: the worker of this process looks at once."""
_MARK = "put_a_job_in_line"
_MOVABLE = (JobState.WAITING, JobState.FAILED)


def enqueue_job(kind: str, *, key: str | None = None, wait: timedelta = timedelta(), **payload: Any) -> bool:
    """Put a job in line, in the transaction of what it is about: it is done if that is committed, else it never was.

    It is done after `wait`, at most an hour. `payload` is what JSON can hold: ids, days, numbers, nothing about a
    person. With a `key` the job is put in line once: returns False, and does nothing, while a job of that key waits,
    runs, has failed or was done within 30 days.
    """
    job = JobRecord(kind=kind, key=key, payload=payload, run_after=clock.now() + wait)
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError:
        return False
    db.session.info[_MARK] = True
    return True


def cancel_job(kind: str, *, key: str) -> None:
    """Take a job out of the line that is no longer needed, at once; one that somebody works on is let be."""
    waiting = (JobRecord.kind == kind, JobRecord.key == key, JobRecord.state == JobState.WAITING)
    with db.engine.begin() as connection:
        connection.execute(delete(JobRecord).where(*waiting))


def record_done_job(kind: str, result: Mapping[str, Any]) -> None:
    """Note what was done outside the line, as if it had been a job: by hand, on the console."""
    now = clock.now()
    done = JobRecord(kind=kind, state=JobState.DONE, tries=1, result=dict(result), run_after=now, finished_at=now)
    db.session.add(done)
    db.session.flush()


@event.listens_for(WorkSession, "after_transaction_end")
def wake_worker(session: Session, transaction: SessionTransaction) -> None:
    """Let the worker look when the outermost transaction that put a job in line has ended."""
    if transaction.parent is None and session.info.pop(_MARK, False):
        WAKE.set()


def find_job(job_id: int) -> JobRecord:
    """The job of that id; raises NotFound when there is none."""
    job = db.session.get(JobRecord, job_id)
    if job is None:
        raise NotFound("这个任务不在这里，可能已经删掉。")
    return job


def retry_job(job: JobRecord, *, actor: Actor) -> None:
    """Let a job that failed, or that waits for its next try, be done at once, with all its tries before it.

    Raises NotAllowed for one that runs or is done.
    """
    guard_instance(actor)
    again = update(JobRecord).where(JobRecord.id == job.id, JobRecord.state.in_(_MOVABLE))
    again = again.values(state=JobState.WAITING, tries=0, run_after=clock.now()).returning(JobRecord.id)
    if db.session.scalar(again) is None:
        raise NotAllowed("这个任务正在做或者已经做完，不用再试。")
    db.session.info[_MARK] = True
    _record(job, "再试", actor)


def drop_job(job: JobRecord, *, actor: Actor) -> None:
    """Take a job out of the line for good; raises NotAllowed for one that runs or is done."""
    guard_instance(actor)
    dropped = delete(JobRecord).where(JobRecord.id == job.id, JobRecord.state.in_(_MOVABLE)).returning(JobRecord.id)
    if db.session.scalar(dropped) is None:
        raise NotAllowed("这个任务正在做或者已经做完，不能删。")
    _record(job, "删掉", actor)


def _record(job: JobRecord, verb: str, actor: Actor) -> None:
    """Keep who did what to a job, also when it is gone."""
    user_id = actor.id if actor.kind is ActorKind.USER else None
    db.session.add(JobEntry(job_id=job.id, kind=job.kind, actor=name_in_log(actor), user_id=user_id, verb=verb))
    db.session.flush()
