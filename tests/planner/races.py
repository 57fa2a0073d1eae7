"""Two people who do the same thing at the same moment, each over a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from planner.errors import PlannerError
from planner.extensions import db

WAIT_SECONDS = 20


def run_at_once(app: Flask, *steps: Callable[[], object], look: Callable[[], object]) -> list[str]:
    """Take the steps in threads that start together, each in its own transaction; returns "" or the reason of each.

    On PostgreSQL each has looked before, so that what it knows is stale by the time it gets the lock; on SQLite, where
    one writing transaction lets no other begin, the second looks when the first is done.
    """
    ready = Barrier(len(steps))

    def take(step: Callable[[], object]) -> str:
        with app.app_context():
            seen = look() if db.engine.dialect.name == "postgresql" else None
            ready.wait(WAIT_SECONDS)
            try:
                step()
                db.session.commit()
            except PlannerError as refusal:
                db.session.rollback()
                return refusal.reason
            finally:
                del seen
            return ""

    with ThreadPoolExecutor(len(steps)) as threads:
        return sorted(threads.map(take, steps))
