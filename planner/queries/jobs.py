"""Jobs as workers look for them and as administrators see them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from planner.enums import JobState
from planner.extensions import db
from planner.models import JobEntry, JobRecord

MOST_TRIES = 5
# No job waits longer for its next try, no lease is given for longer: what lies further ahead is of a wrong clock.
LONGEST_WAIT = timedelta(hours=1)
LONGEST_LEASE = timedelta(minutes=5)
# How long a job that is done is remembered, and with it that its key was used.
REMEMBER = timedelta(days=30)
_NOT_DONE = (JobState.FAILED, JobState.RUNNING, JobState.WAITING)


def is_due(now: datetime) -> ColumnElement[bool]:
    """Whether a job may be taken: it waits and its time has come, or whoever had it is gone and it has tries left."""
    its_time = or_(JobRecord.run_after <= now, JobRecord.run_after > now + LONGEST_WAIT)
    waiting = and_(JobRecord.state == JobState.WAITING, its_time)
    return or_(waiting, and_(_is_abandoned(now), JobRecord.tries < MOST_TRIES))


def is_given_up(now: datetime) -> ColumnElement[bool]:
    """Whether a job was left behind unfinished as often as it may be tried."""
    return and_(_is_abandoned(now), JobRecord.tries >= MOST_TRIES)


def is_forgettable(now: datetime) -> ColumnElement[bool]:
    """Whether a job was done so long ago, or in a future that a wrong clock showed, that nobody asks for it."""
    old = or_(JobRecord.finished_at < now - REMEMBER, JobRecord.finished_at > now + REMEMBER)
    return and_(JobRecord.state == JobState.DONE, old)


def _is_abandoned(now: datetime) -> ColumnElement[bool]:
    ended = or_(JobRecord.lease_until <= now, JobRecord.lease_until > now + LONGEST_LEASE)
    return and_(JobRecord.state == JobState.RUNNING, ended)


def has_any(condition: ColumnElement[bool]) -> bool:
    """Whether there is a job like that; asked before a worker takes the lock of writers."""
    return db.session.scalar(select(JobRecord.id).where(condition).limit(1)) is not None


def used_keys(keys: Iterable[str]) -> set[str]:
    """Those of the keys that a job has, or had as long as it is remembered."""
    found = db.session.scalars(select(JobRecord.key).where(JobRecord.key.in_(list(keys))))
    return {key for key in found if key}


def list_entries(most: int) -> list[JobEntry]:
    """What was done to jobs, the newest first."""
    return list(db.session.scalars(select(JobEntry).order_by(JobEntry.id.desc()).limit(most)))


def list_jobs(most: int) -> list[JobRecord]:
    """The jobs that are not done, those that failed first, then the newest of those that are; `most` of each."""
    pending = select(JobRecord).where(JobRecord.state.in_(_NOT_DONE)).order_by(JobRecord.state, JobRecord.id)
    done = select(JobRecord).where(JobRecord.state == JobState.DONE)
    done = done.order_by(JobRecord.finished_at.desc(), JobRecord.id.desc())
    return [job for listed in (pending, done) for job in db.session.scalars(listed.limit(most))]
