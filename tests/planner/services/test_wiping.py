"""What was erased is wiped and looked for in the end, whatever comes in between."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from planner.actors import CONSOLE
from planner.enums import JobState
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import Erasure, JobRecord
from planner.queries.people import read_people
from planner.services import wiping
from planner.services.erasing import erase_child, erase_children
from planner.services.purging import purge_due
from planner.services.remains import Remains
from planner.worker import Worker
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
NOW = datetime(2027, 5, 1, 4, tzinfo=UTC)


@pytest.fixture
def full(world: World, in_app: InApp, at: At) -> World:
    """The world with two children on the roster."""
    at(NOW)
    with in_app():
        put(world, "participants", {"name": "林晚晴"}, {"name": "宋石榴"})
        db.session.commit()
    return world


def break_off(*_: object, **__: object) -> int:
    """What a process does that is killed, as far as those who come later can see."""
    raise OSError("the process is gone")


def report() -> tuple[int | None, str]:
    """What the report says was found, and what is still to be looked for."""
    found, outstanding = db.session.execute(db.select(Erasure.found, Erasure.outstanding)).one()
    return found, outstanding


def wiping_jobs() -> list[tuple[JobState, dict[str, object]]]:
    """The jobs that look for what was erased."""
    wanted = db.select(JobRecord.state, JobRecord.result).where(JobRecord.kind == wiping.WIPE)
    return [(state, result) for state, result in db.session.execute(wanted)]


def run_jobs(app: Flask) -> None:
    """Do what is due, of these jobs."""
    Worker(app, kinds={wiping.WIPE: JOBS[wiping.WIPE]}).run_due()


def test_remains_come_back_as_they_were_written() -> None:
    remains = Remains(frozenset({"林晚晴"}), frozenset({"1:abc"}), frozenset({"0" * 64}))

    assert Remains.parse(remains.as_json()) == remains


def test_erasing_that_was_proved_leaves_nothing_to_do(full: World, in_app: InApp) -> None:
    with in_app():
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

        assert report() == (0, "")
        assert wiping_jobs() == []


def test_job_finishes_what_broke_off_after_the_commit(
    full: World, app: Flask, in_app: InApp, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, in_app():
        patch.setattr(wiping, "_wipe_and_look", break_off)
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()
    with in_app():
        found, outstanding = report()
        assert (found, "林晚晴" in outstanding) == (None, True)
        assert "林晚晴" not in db.session.scalars(text("SELECT outstanding FROM erasure")).one()

    at(NOW + timedelta(minutes=9))
    run_jobs(app)
    with in_app():
        assert wiping_jobs() == [(JobState.WAITING, {})]
    at(NOW + timedelta(minutes=11))
    run_jobs(app)

    with in_app():
        assert report() == (0, "")
        assert wiping_jobs() == [(JobState.DONE, {"reports": 1, "found": 0})]


def test_night_looks_through_what_was_too_large_for_who_waited(
    full: World, app: Flask, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.services.remains._QUICKLY_READ", 0)
    with in_app():
        child, _ = read_people(event_of(full)).participants
        erase_child(event_of(full), child.key, actor=CONSOLE)
        db.session.commit()
        found, outstanding = report()
        assert (found, outstanding != "", wiping_jobs()) == (0, True, [])

        purge_due(months=6, keep_days=30, actor=CONSOLE)
        purge_due(months=6, keep_days=30, actor=CONSOLE)
        db.session.commit()
        assert len(wiping_jobs()) == 1
    run_jobs(app)

    with in_app():
        assert report() == (0, "")


def test_erasing_that_is_taken_back_leaves_no_job(full: World, in_app: InApp) -> None:
    with in_app():
        erase_children(event_of(full), actor=CONSOLE)
        db.session.rollback()

        assert wiping_jobs() == []


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"reports": 0, "found": 0}, "没有要核对的"),
        ({"reports": 2, "found": 0}, "核对了 2 次删除，一处都没有了"),
        ({"reports": 1, "found": 3}, "核对了 1 次删除，还有 3 处能找到"),
    ],
)
def test_job_says_what_it_found(result: dict[str, int], words: str) -> None:
    assert JOBS[wiping.WIPE].describe(result) == words
