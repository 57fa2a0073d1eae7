"""Two people at once, each with a connection of their own: the second begins while the first is not yet done."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from flask import Flask

from planner.extensions import db

Step = Callable[[], Any]
# How long the second is watched: it must not come to an end while the first's transaction is open.
WATCHED_SECONDS = 0.3


@pytest.fixture
def race(app: Flask) -> Callable[[Step, Step], Future[Any]]:
    """`race(first, second)`: the second step begins while the first is taken but not committed; what it came to."""

    def run(first: Step, second: Step) -> Future[Any]:
        with ThreadPoolExecutor(1) as threads, app.app_context():
            first()
            db.session.flush()
            other = threads.submit(second)
            wait([other], timeout=WATCHED_SECONDS)
            assert not other.done(), "the second did not wait for the first"
            db.session.commit()
        return other

    return run


@pytest.fixture
def in_own_app(app: Flask) -> Callable[[Step, Step], Step]:
    """`in_own_app(look, act)`: a step with a connection of its own that has seen the event before it acts on it."""

    def step(look: Step, act: Step) -> Step:
        def taken() -> Any:
            with app.app_context():
                look()
                result = act()
                db.session.commit()
                return result

        return taken

    return step
