"""Writers of one process take turns in the order in which they came, and none keeps the turn for ever."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from planner import database
from planner.extensions import db
from planner.models import Organisation
from planner.writerqueue import WriterQueue
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]


def test_turn_is_handed_on_in_the_order_of_asking() -> None:
    queue, order = WriterQueue(), []
    assert queue.take(0)

    def wait(number: int) -> None:
        assert queue.take(20)
        order.append(number)
        queue.give_back()

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads, start=1):
        thread.start()
        while len(queue._waiting) < number:
            time.sleep(0.001)
    queue.give_back()
    for thread in threads:
        thread.join(20)

    assert order == [0, 1, 2, 3, 4]
    assert queue.take(0)


def test_who_waited_too_long_goes_and_is_not_given_the_turn() -> None:
    queue = WriterQueue()
    queue.take(0)

    assert queue.take(0.01) is False
    queue.give_back()

    assert queue.take(0) is True
    assert queue.take(0) is False


@pytest.fixture
def sqlite_only(backend: str) -> None:
    """PostgreSQL has queues of its own."""
    if backend != "sqlite":
        pytest.skip("only SQLite waits in the process")


@pytest.mark.parametrize("end", ["commit", "rollback", "invalidate"])
def test_turn_comes_back_however_a_transaction_ends(
    world: World, app: Flask, in_app: InApp, sqlite_only: None, end: str
) -> None:
    with in_app():
        db.session.add(Organisation(name="一"))
        db.session.flush()
        getattr(db.session(), end)()
    with in_app():
        begun = time.monotonic()
        db.session.add(Organisation(name="二"))
        db.session.commit()

        assert time.monotonic() - begun < database.WAIT_SECONDS


def test_who_waits_for_a_turn_gives_up_like_who_waits_for_the_file(
    world: World, app: Flask, in_app: InApp, sqlite_only: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.05)
    with in_app():
        db.session.add(Organisation(name="一"))
        db.session.flush()
        caught: list[BaseException] = []

        def write() -> None:
            with app.app_context():
                try:
                    db.session.add(Organisation(name="二"))
                    db.session.commit()
                except OperationalError as error:
                    caught.append(error)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(20)

        assert ["locked" in str(error) for error in caught] == [True]
        db.session.commit()
