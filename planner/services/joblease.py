"""Who does a job: a worker leases it, keeps the lease while it works, and says how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select, update

from planner import clock
from planner.enums import JobState
from planner.extensions import db
from planner.models import JobRecord
from planner.models.jobs import MOST_ERROR
from planner.queries.jobs import MOST_TRIES, is_due, is_forgettable, is_given_up

# What passes before the second, the third … try.
WAITS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
_FORGOTTEN_AT_ONCE = 500
_CUT_OFF = f"做的时候服务停了，一共 {MOST_TRIES} 次。"


@dataclass(frozen=True, slots=True)
class JobOrder:
    """A job as it is given to a worker. `prepared` is what its slow part came to, before any lock was taken."""

    id: int
    kind: str
    payload: dict[str, Any]
    tries: int
    worker: str
    prepared: Any = None


def claim_job(worker: str, *, lease: timedelta) -> JobOrder | None:
    """The job that has waited longest, leased to this worker; None when none is due. The caller commits at once.

    Of two workers that ask at the same time exactly one gets a job. A lease that ran out, or that lies in a future
    which only a wrong clock has shown, keeps nobody away.
    """
    now = clock.now()
    first = select(JobRecord.id).where(is_due(now)).order_by(JobRecord.run_after, JobRecord.id).limit(1)
    taken = update(JobRecord).where(JobRecord.id == first.with_for_update(skip_locked=True).scalar_subquery())
    taken = taken.values(state=JobState.RUNNING, worker=worker, lease_until=now + lease, tries=JobRecord.tries + 1)
    columns = (JobRecord.id, JobRecord.kind, JobRecord.payload, JobRecord.tries)
    row = db.session.execute(taken.returning(*columns)).first()
    return JobOrder(row.id, row.kind, row.payload, row.tries, worker) if row else None


def renew_lease(order: JobOrder, *, lease: timedelta) -> bool:
    """Keep a job that is still worked on; False when somebody else has it by now."""
    return _update(order, lease_until=clock.now() + lease)


def finish_job(order: JobOrder, result: Mapping[str, Any]) -> bool:
    """Note that the job is done, in the transaction of what it did; False when somebody else has it by now.

    Whoever gets False takes everything back: the other does the job.
    """
    done = {"state": JobState.DONE, "error": "", "lease_until": None, "finished_at": clock.now()}
    return _update(order, result=dict(result), **done)


def fail_job(order: JobOrder, error: str) -> bool:
    """Note why the job was not done; it waits for its next try, or has failed when that was the last."""
    now, error = clock.now(), error[:MOST_ERROR]
    if order.tries >= MOST_TRIES:
        return _update(order, state=JobState.FAILED, error=error, lease_until=None, finished_at=now)
    wait = WAITS[order.tries - 1]
    return _update(order, state=JobState.WAITING, error=error, lease_until=None, run_after=now + wait)


def tidy_jobs() -> None:
    """Call those failed whose workers went away as often as they may be tried, and forget what was done long ago."""
    now = clock.now()
    failed = update(JobRecord).where(is_given_up(now))
    db.session.execute(failed.values(state=JobState.FAILED, error=_CUT_OFF, lease_until=None, finished_at=now))
    old = select(JobRecord.id).where(is_forgettable(now)).limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
    if found := db.session.scalars(old).all():
        db.session.execute(delete(JobRecord).where(JobRecord.id.in_(found)))


def _update(order: JobOrder, **values: Any) -> bool:
    changed = update(JobRecord).where(_belongs_to(order)).values(**values).returning(JobRecord.id)
    return db.session.scalar(changed) is not None


def _belongs_to(order: JobOrder) -> ColumnElement[bool]:
    """Whether the job is still that of this run: a worker that slept through its lease has lost it."""
    owner = and_(JobRecord.worker == order.worker, JobRecord.tries == order.tries)
    return and_(JobRecord.id == order.id, JobRecord.state == JobState.RUNNING, owner)
