"""What hours are counted from, whatever became of the shift afterwards."""

from datetime import datetime

from planner.enums import SignUpState
from planner.extensions import db
from planner.models import SignUp
from planner.queries.attendance import read_stints
from planner.services.rows import delete_row
from tests.conftest import At
from tests.planner.attendancesteps import NEXT_DAY, move_shift, press, wall
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up


def stint_of(world: World, one: SignUp) -> tuple[datetime, datetime]:
    """By which hours a service counts."""
    stint = read_stints(event_of(world))[one.id]
    return stint.starts_at, stint.ends_at


def naive(*moments: datetime) -> tuple[datetime, ...]:
    """As stints have them."""
    return tuple(moment.replace(tzinfo=None) for moment in moments)


def test_shift_that_is_moved_or_deleted_later_counts_as_it_was_served(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one, other = signed_up(world, shift := asking(world), "甲", "乙")
        at(wall("08:52"))
        press(world, one)
        move_shift(world, shift, day=NEXT_DAY)

        assert stint_of(world, one) == naive(wall("09:00"), wall("11:00"))
        assert stint_of(world, other) == naive(wall("09:00", 2), wall("11:00", 2))
        for sign_up in (one, other):
            sign_up.state = SignUpState.LEFT
        db.session.flush()
        delete_row(event_of(world), "shifts", shift, actor=user(world, "周老师"))
        assert stint_of(world, one) == naive(wall("09:00"), wall("11:00"))
        assert other.id not in read_stints(event_of(world))


def test_shift_that_lasts_longer_than_planned_counts_as_it_stands(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, shift := asking(world), "甲")[0]
        at(wall("08:52"))
        press(world, one)
        move_shift(world, shift, end=wall("12:30").time())

        assert stint_of(world, one) == naive(wall("09:00"), wall("12:30"))
