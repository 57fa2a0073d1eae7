"""Several who tick and check in at once: the first counts, one row holds it, and nobody's mark is lost."""

from planner.attendancekinds import AttendanceMark
from planner.errors import LostUpdate
from planner.extensions import db
from planner.models import Attendance, SignUp
from planner.people.attendance import Pressed
from planner.services.attendance import check_in
from planner.services.attendancemarks import take_back_mark, tick_arrival, tick_departure
from tests.conftest import At
from tests.planner.attendancesteps import digits_of, noted_of, stay_of, wall
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, page_of, signed_up


def seen(sign_up_id: int) -> SignUp:
    """The sign-up as a request finds it."""
    return db.session.get_one(SignUp, sign_up_id)


def test_two_who_tick_the_same_at_once_leave_one_mark(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0].id
    at(wall("08:55"))

    late = race(
        lambda: tick_arrival(event_of(world), seen(one), actor=user(world, "周老师")),
        in_own_app(
            lambda: seen(one).volunteer.name,
            lambda: tick_arrival(event_of(world), seen(one), actor=user(world, "管理员")),
        ),
    )

    assert late.result() is False
    with in_app():
        assert stay_of(seen(one)) == ("08:55", "周老师", "", "")
        assert db.session.scalar(db.select(db.func.count()).select_from(Attendance)) == 1


def test_volunteer_who_scans_while_the_organiser_ticks_is_noted_once(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    with in_app():
        shift = asking(world)
        one = signed_up(world, shift, "甲")[0].id
        digits = digits_of(world, shift)
    at(wall("08:55"))

    late = race(
        lambda: tick_arrival(event_of(world), seen(one), actor=user(world, "周老师")),
        in_own_app(
            lambda: seen(one).volunteer.link_id,
            lambda: check_in(event_of(world), seen(one), Pressed(digits), actor=page_of(seen(one))).arrived_by,
        ),
    )

    assert late.result() == "周老师"


def test_mark_that_somebody_makes_just_now_is_not_taken_back(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0].id
        at(wall("09:10"))
        tick_arrival(event_of(world), seen(one), actor=user(world, "周老师"))
        db.session.commit()
        version = noted_of(seen(one)).version

    def take_back() -> None:
        person = user(world, "管理员")
        take_back_mark(event_of(world), seen(one), AttendanceMark.ARRIVED, version=version, actor=person)

    late = race(
        lambda: tick_departure(event_of(world), seen(one), actor=user(world, "周老师")),
        in_own_app(lambda: noted_of(seen(one)).version, take_back),
    )

    assert isinstance(late.exception(), LostUpdate)
    with in_app():
        assert stay_of(seen(one)) == ("09:10", "周老师", "09:10", "周老师")
