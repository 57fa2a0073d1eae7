"""Places that are held for a minor: for two days, then they are free."""

from datetime import timedelta

import pytest

from planner import clock
from planner.actors import CONSOLE
from planner.enums import SignUpState
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import Activity, JobRecord
from planner.services.joblease import JobOrder
from planner.services.shiftplaces import release_holds
from planner.services.signups import leave_shift
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, page_of, signed_up, states_of

C, H, W, L = SignUpState.CONFIRMED, SignUpState.HELD, SignUpState.WAITING, SignUpState.LEFT
MINOR = {"born": (2010, 1)}


def go_on(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    """Some time passes."""
    later = clock.now() + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: later)


def test_place_of_a_minor_is_free_after_two_days(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        shift = asking(world, places=1)
        signed_up(world, shift, "甲", **MINOR)
        signed_up(world, shift, "乙")
        (job,) = db.session.scalars(db.select(JobRecord)).all()
        assert (job.kind, job.payload) == ("holds", {"event": world.event})
        assert (release_holds(event_of(world), actor=CONSOLE), states_of(shift)) == (0, [("甲", H), ("乙", W)])

        go_on(monkeypatch, 48)
        # Nobody has looked yet, and the place is free all the same.
        signed_up(world, shift, "丙")
        assert states_of(shift) == [("甲", H), ("乙", C), ("丙", W)]
        told = JOBS["holds"].run(JobOrder(job.id, job.kind, job.payload, 1, ""), CONSOLE)

        assert (told, states_of(shift)) == ({"released": 1}, [("甲", L), ("乙", C), ("丙", W)])
        assert JOBS["holds"].describe(told or {}) == "空出 1 个名额"


def test_places_that_were_held_go_to_who_waits(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        shift = asking(world, places=2)
        signed_up(world, shift, "甲", "乙", "丙", **MINOR)
        go_on(monkeypatch, 48)

        assert release_holds(event_of(world), actor=CONSOLE) == 2

        assert states_of(shift) == [("甲", L), ("乙", L), ("丙", H)]
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry is not None
        assert (entry.verb, entry.after) == ("释放", "空出 2 个名额，候补补上 1 人")


def test_held_places_are_looked_at_every_hour(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        signed_up(world, asking(world, places=2), "甲", "乙", **MINOR)
        go_on(monkeypatch, 1)
        release_holds(event_of(world), actor=CONSOLE)

        jobs = db.session.scalars(db.select(JobRecord).order_by(JobRecord.run_after)).all()
        assert len(jobs) == 2
        assert jobs[1].run_after == clock.now() + timedelta(hours=1)


def test_job_of_an_event_that_is_gone_does_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        assert JOBS["holds"].run(JobOrder(1, "holds", {"event": 99}, 1, ""), CONSOLE) is None


def test_minor_who_moves_up_is_held_as_well(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        first = signed_up(world, shift, "甲")[0]
        second = signed_up(world, shift, "乙", born=(2010, 1))[0]

        leave_shift(event_of(world), first, because="", actor=page_of(first))

        assert (second.state, second.held_until) == (H, second.moved_up_at + timedelta(hours=48))
