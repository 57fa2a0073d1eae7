"""Lots are drawn at their moment by a job, also late."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from planner import clock
from planner.actors import CONSOLE
from planner.enums import SignUpState
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import JobRecord
from planner.services.joblease import JobOrder
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.lotterysteps import CHOSEN, DRAWS, entered
from tests.planner.volunteersteps import states_of

InApp = Callable[[], AbstractContextManager[object]]
C = SignUpState.CONFIRMED


def run_job(**payload: int) -> object:
    """Do the job as the worker does."""
    return JOBS["lottery"].run(JobOrder(1, "lottery", payload, 1, ""), CONSOLE)


def waits_in_line() -> list[tuple[dict[str, int], timedelta]]:
    """The jobs for the lottery: of which event, and how long they still wait."""
    wanted = db.select(JobRecord).where(JobRecord.kind == "lottery").order_by(JobRecord.run_after)
    return [(job.payload, job.run_after - clock.now()) for job in db.session.scalars(wanted)]


def test_job_of_the_day_puts_the_draw_in_line_and_it_is_done_at_its_moment(world: World, in_app: InApp, at: At) -> None:
    at(CHOSEN)
    with in_app():
        shift = entered(world, at, "甲")
        assert (run_job(), waits_in_line()) == ({"ahead": 0}, [])

        at(DRAWS - timedelta(hours=12))
        assert run_job() == {"ahead": 1}
        assert waits_in_line() == [({"event": world.event}, timedelta(hours=1))]
        at(DRAWS - timedelta(minutes=30))
        assert run_job(event=world.event) is None
        assert waits_in_line()[-1] == ({"event": world.event}, timedelta(minutes=30))
        at(DRAWS + timedelta(days=3))
        assert run_job() == {"ahead": 1}, "one that was missed is done late"
        told = run_job(event=world.event)

        assert (told, states_of(shift)) == ({"placed": 1}, [("甲", C)])
        assert JOBS["lottery"].describe({"placed": 1}) == "1 人有名额"
        assert (run_job(), run_job(event=world.event), run_job(event=99)) == ({"ahead": 0}, None, None)
