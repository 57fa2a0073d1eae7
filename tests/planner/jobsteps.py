"""Kinds of jobs for tests, and what becomes of them."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from planner.actors import Actor
from planner.enums import JobState
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.models import JobRecord, Organisation
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.worker import Worker

SHORT = timedelta(seconds=1)


def note(order: JobOrder, actor: Actor) -> None:
    """Leave a unit behind: whatever is done twice shows."""
    db.session.add(Organisation(name=f"{order.payload['name']}（{actor.name}）"))
    db.session.flush()


NOTE = JobKind(name="note", label="记一笔", run=note)


def kinds(*several: JobKind) -> dict[str, JobKind]:
    """Kinds by their names, as a registry has them."""
    return {kind.name: kind for kind in several}


def failing(fault: Callable[[], Exception]) -> JobKind:
    """A kind that writes something and then goes wrong."""

    def run(order: JobOrder, actor: Actor) -> None:
        note(order, actor)
        raise fault()

    return JobKind(name="note", label="记一笔", run=run)


def put_in_line(app: Flask, *names: str, kind: str = "note") -> list[int]:
    """Put a job in line for each name; their ids."""
    with app.app_context():
        for name in names:
            assert enqueue_job(kind, name=name)
        db.session.commit()
        return list(db.session.scalars(select(JobRecord.id).order_by(JobRecord.id)))


def worker(app: Flask, *several: JobKind) -> Worker:
    """A worker that knows these kinds."""
    return Worker(app, kinds=kinds(*several or (NOTE,)), lease=SHORT, poll_seconds=0.05)


def states(app: Flask) -> list[tuple[JobState, int, str]]:
    """State, tries and error of every job, in the order of their ids."""
    with app.app_context():
        columns = (JobRecord.state, JobRecord.tries, JobRecord.error)
        return [tuple(row) for row in db.session.execute(select(*columns).order_by(JobRecord.id))]


def notes(app: Flask) -> list[str]:
    """What the jobs have left behind."""
    with app.app_context():
        return list(db.session.scalars(select(Organisation.name).order_by(Organisation.id)))
