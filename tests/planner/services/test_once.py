"""The one-time key of a form: taken once, by one of two, and forgotten in the end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from threading import Event as Signal
from typing import Any

import pytest
from sqlalchemy import select, text

from planner.extensions import db
from planner.models import OnceKey
from planner.services.once import KEEP, forget_old_keys, keep_answer, take_key
from tests.conftest import At

InApp = Callable[[], AbstractContextManager[Any]]
NOW = datetime(2027, 5, 1, 8, tzinfo=UTC)
PATIENCE = 20


def test_key_is_new_once(in_app: InApp) -> None:
    with in_app():
        row, is_new = take_key("k")
        keep_answer(row, "那边")
        db.session.commit()
    with in_app():
        row, is_still_new = take_key("k")

        assert (is_new, is_still_new, row.answer) == (True, False, "那边")


def test_key_of_what_was_not_saved_stays_free(in_app: InApp) -> None:
    with in_app():
        take_key("k")
        db.session.rollback()

        assert take_key("k")[1]


def test_answer_lies_sealed(in_app: InApp) -> None:
    with in_app():
        keep_answer(take_key("k")[0], "孙小明的表")
        db.session.commit()

        assert "孙" not in db.session.scalar(text("SELECT answer FROM once_key"))


@pytest.mark.parametrize(
    ("age", "stays"),
    [(KEEP, True), (KEEP + timedelta(seconds=1), False), (-KEEP, True), (-KEEP - timedelta(seconds=1), False)],
)
def test_keys_are_forgotten_after_two_days_and_when_they_come_from_the_future(
    in_app: InApp, at: At, age: timedelta, stays: bool
) -> None:
    at(NOW)
    with in_app():
        db.session.add(OnceKey(key="old", at=NOW - age))
        db.session.flush()

        keep_answer(take_key("new")[0], "")
        forget_old_keys()

        assert db.session.scalars(select(OnceKey.key).order_by(OnceKey.key)).all() == ["new"] + ["old"] * stays


@pytest.mark.parametrize("first_saves", [True, False])
def test_of_two_at_once_the_second_waits_for_the_first(in_app: InApp, first_saves: bool) -> None:
    taken, starts = Signal(), Signal()

    def first() -> bool:
        with in_app():
            row, is_new = take_key("k")
            taken.set()
            assert starts.wait(PATIENCE)
            keep_answer(row, "第一")
            db.session.commit() if first_saves else db.session.rollback()
            return is_new

    def second() -> tuple[bool, str]:
        assert taken.wait(PATIENCE)
        starts.set()
        with in_app():
            row, is_new = take_key("k")
            return is_new, row.answer or ""

    with ThreadPoolExecutor(2) as threads:
        ours, theirs = threads.submit(first), threads.submit(second)

        assert ours.result(PATIENCE)
        assert theirs.result(PATIENCE) == ((False, "第一") if first_saves else (True, ""))
