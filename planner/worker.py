"""The worker: a thread of the server that does the jobs, one at a time."""

import logging
import os
import secrets
import socket
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from planner import clock
from planner.database import reading
from planner.databasefaults import is_disk_fault
from planner.errors import JobFailed
from planner.extensions import db
from planner.jobs import JOBS, due_today, enqueue_due
from planner.jobs.kind import JobKind
from planner.queries.jobs import has_any, is_due, is_forgettable, is_given_up
from planner.services.joblease import JobOrder, claim_job, fail_job, finish_job, renew_lease, tidy_jobs
from planner.services.jobs import WAKE

LEASE = timedelta(seconds=60)
POLL_SECONDS = 2.0
_HOUSE = Path(__file__).parent
_log = logging.getLogger(__name__)


class Worker:
    """Does the jobs of one database; any number of workers, here and in other processes, share them."""

    def __init__(
        self,
        app: Flask,
        *,
        kinds: Mapping[str, JobKind] = JOBS,
        lease: timedelta = LEASE,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        """A job is leased for `lease`, which is renewed while it is worked on."""
        self.app = app
        self.kinds = kinds
        self.lease = lease
        self.poll_seconds = poll_seconds
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run_forever, name="jobs", daemon=True)

    def start(self) -> None:
        """Work in a thread until `stop`."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Take no more jobs, and wait so long for the one in hand; what isn't done by then is done after a restart."""
        self._stopping.set()
        WAKE.set()
        self._thread.join(seconds)

    @property
    def is_alive(self) -> bool:
        """Whether its thread works."""
        return self._thread.is_alive()

    def run_forever(self) -> None:
        """Do what is due, again and again; what goes wrong outside of a job is tried again later."""
        while not self._stopping.is_set():
            WAKE.clear()
            try:
                self.run_due(most=1)
                is_busy = self._has_due()
            except Exception:  # a database that doesn't answer, no thread to be had: nobody would start this one again
                _log.warning("The worker could not look for jobs; trying again", exc_info=True)
                is_busy = False
            if not is_busy:
                WAKE.wait(self.poll_seconds)

    def run_due(self, most: int | None = None) -> int:
        """Do the jobs that are due, at most so many; returns how many were taken."""
        self._keep_house()
        count = 0
        while (most is None or count < most) and not self._stopping.is_set():
            order = self._claim()
            if order is None:
                break
            self._do(order)
            count += 1
        return count

    def _keep_house(self) -> None:
        """Put the jobs of the day in line; give up and forget what is to be."""
        with self.app.app_context():
            now = clock.now()
            with reading():
                due = due_today(self.kinds, now, self.app.config)
                is_untidy = has_any(is_given_up(now) | is_forgettable(now))
                db.session.rollback()
            if due or is_untidy:
                enqueue_due(due)
                tidy_jobs()
                db.session.commit()

    def _has_due(self) -> bool:
        with self.app.app_context(), reading():
            return has_any(is_due(clock.now()))

    def _claim(self) -> JobOrder | None:
        """Take a job. SQLite is asked first without its lock of writers: mostly there is nothing to do."""
        if not self._has_due():
            return None
        with self.app.app_context():
            order = claim_job(self.name, lease=self.lease)
            db.session.commit()
            return order

    def _do(self, order: JobOrder) -> None:
        with self.app.app_context(), self._keep_lease(order):
            try:
                self._run(order)
            except Exception as fault:  # whatever it is, the next job must be done
                db.session.rollback()
                error = describe_fault(fault)
                is_known = isinstance(fault, JobFailed)
                _log.error("Job %s %s was not done: %s", order.kind, order.id, error, exc_info=not is_known)
                fail_job(order, error)
                db.session.commit()

    def _run(self, order: JobOrder) -> None:
        kind = self.kinds.get(order.kind)
        if kind is None:
            raise JobFailed("这个版本的软件不认识这种任务。")
        if kind.prepare is not None:
            with reading():
                order = replace(order, prepared=kind.prepare(order))
                db.session.rollback()
        result = kind.run(order, kind.actor)
        if finish_job(order, result or {}):
            db.session.commit()
        else:
            db.session.rollback()
            _log.warning("Job %s %s was taken over by another worker", order.kind, order.id)

    @contextmanager
    def _keep_lease(self, order: JobOrder) -> Iterator[None]:
        """Renew the lease, three times as often as it ends, while the job is worked on."""
        done = threading.Event()
        beating = threading.Thread(target=self._beat, args=(order, done), name="lease", daemon=True)
        beating.start()
        try:
            yield
        finally:
            done.set()
            beating.join()

    def _beat(self, order: JobOrder, done: threading.Event) -> None:
        while not done.wait(self.lease.total_seconds() / 3):
            try:
                with self.app.app_context():
                    renew_lease(order, lease=self.lease)
                    db.session.commit()
            except SQLAlchemyError:  # the job itself may hold the lock; nobody else can take it meanwhile
                _log.info("The lease of job %s could not be renewed this time", order.id)


def describe_fault(fault: Exception) -> str:
    """What administrators are told of a job that failed: nothing that it worked on can stand in it."""
    if isinstance(fault, JobFailed):
        return fault.sentence
    if is_disk_fault(fault):
        return "服务器的磁盘满了，或者读写不了。"
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_HOUSE)]
    last = (ours or frames)[-1]
    return f"程序停在 {type(fault).__name__}（{Path(last.filename).name} 第 {last.lineno} 行），详情在服务器日志里。"
