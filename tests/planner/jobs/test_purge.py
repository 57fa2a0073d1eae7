"""The job of the night erases what is due, and goes on until nothing is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask import Flask

from planner.enums import JobState, SignUpState
from planner.extensions import db
from planner.jobs import JOBS, purge
from planner.models import Activity, Erasure, JobRecord, OnceKey, Participant, SignInAttempt, Volunteer
from planner.services import purging
from planner.worker import Worker
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.volunteersteps import asking, signed_up, states_of

InApp = Callable[[], AbstractContextManager[object]]
BEFORE, DUE = datetime(2027, 5, 1, 4, tzinfo=UTC), datetime(2027, 12, 2, 4, tzinfo=UTC)


@pytest.fixture
def full(world: World, in_app: InApp, at: At) -> World:
    """The world with two children, whose time is over."""
    at(BEFORE)
    with in_app():
        put(world, "participants", {}, {})
        db.session.commit()
    at(DUE)
    return world


def test_night_erases_what_is_due_and_leaves_a_report(full: World, app: Flask, in_app: InApp) -> None:
    Worker(app, kinds=JOBS).run_due()

    with in_app():
        report = db.session.scalars(db.select(Erasure)).one()
        assert (report.children, report.actor, report.found) == (2, "到期清理（系统）", 0)
        assert db.session.scalar(db.select(db.func.count()).select_from(Participant)) == 0
        last = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert last is not None
        assert (last.verb, last.subject) == ("彻底删除", "花名册 2 人")


def test_night_forgets_keys_of_forms_and_tries(full: World, app: Flask, in_app: InApp) -> None:
    with in_app():
        db.session.add_all([OnceKey(key="k", at=BEFORE), SignInAttempt(subject="address:192.0.2.1", at=BEFORE)])
        db.session.commit()

    Worker(app, kinds=JOBS).run_due()

    with in_app():
        assert [db.session.scalars(db.select(model)).all() for model in (OnceKey, SignInAttempt)] == [[], []]


def test_what_was_not_reached_is_put_in_line_again(
    full: World, app: Flask, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (purging, purge):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 1)

    Worker(app, kinds=JOBS).run_due()

    with in_app():
        jobs = db.session.scalars(db.select(JobRecord).where(JobRecord.kind == "purge")).all()
        assert [job.state for job in jobs] == [JobState.DONE, JobState.DONE]


def test_night_forgets_volunteers_whose_event_is_long_over(world: World, app: Flask, in_app: InApp, at: At) -> None:
    at(BEFORE)
    with in_app():
        shift = asking(world)
        signed_up(world, shift, "甲", "乙", guardian_name="林建国")
    at(DUE)
    with in_app():
        (due,) = purging.list_due(months=6, keep_days=30)
        assert due.sentence == "花名册 0 人，有孩子信息的文件 0 个，志愿者 2 人的资料，2027-12-01 到期"

    Worker(app, kinds=JOBS).run_due()

    with in_app():
        report = db.session.scalars(db.select(Erasure)).one()
        assert (report.children, report.rows, report.found) == (0, 2, 0)
        said = db.session.execute(db.select(Volunteer.name, Volunteer.phone, Volunteer.guardian_name)).all()
        assert said == [("", "", ""), ("", "", "")]
        assert [one for _, one in states_of(shift)] == [SignUpState.CONFIRMED] * 2
        assert purging.list_due(months=6, keep_days=30) == []
