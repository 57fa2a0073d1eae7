"""Checking in and out by the digits of a post."""

from datetime import timedelta

import pytest

from planner.enums import EventStatus, PlaceCheck, SignUpState
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Activity, Attendance, Event, PostPosition
from planner.people.attendance import Pressed
from planner.people.positions import GeoPoint
from planner.queries.attendance import read_stints
from planner.queries.signups import find_desk
from planner.services.attendance import WrongDigits, check_in, check_out
from planner.services.attendancemarks import tick_arrival
from planner.services.rows import find_row
from planner.services.volunteererasing import forget_volunteers
from planner.services.volunteering import mark_absence
from tests.conftest import At
from tests.planner.attendancesteps import digits_of, noted_of, press, stay_of, wall, wrong_digits
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, page_of, signed_up


def last_entry() -> tuple[str, str, str, str]:
    """What the log says last: who, what, of which shift, after."""
    entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
    assert entry is not None
    return entry.actor, entry.verb, entry.subject, entry.after


def test_volunteer_checks_in_and_out_by_the_clock_of_the_server(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("08:52"))
        assert press(world, one) == ""
        assert last_entry() == ("志愿者（凭链接）", "签到", "6月1日 周二 09:00—11:00 栈道看护", "1 人，08:52")
        at(wall("11:01"))
        assert press(world, one, check_out, digits="") == ""

        assert stay_of(one) == ("08:52", "", "11:01", "")
        assert last_entry()[1:] == ("签退", "6月1日 周二 09:00—11:00 栈道看护", "1 人，11:01")


def test_pressed_twice_it_is_what_was_noted_first(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        for moment, service in ((("08:52"), check_in), ("08:55", check_in), ("11:01", check_out), ("11:09", check_out)):
            at(wall(moment))
            assert press(world, one, service) == ""

        assert stay_of(one) == ("08:52", "", "11:01", "")
        assert db.session.scalar(db.select(db.func.count()).select_from(Attendance)) == 1


@pytest.mark.parametrize(
    ("moment", "digits", "reason"),
    [
        ("07:59", None, "NOT_NOW"),
        ("08:52", "yesterday", "YESTERDAYS_CODE"),
        ("08:52", "wrong", "WRONG_CODE"),
    ],
)
def test_check_in_asks_for_the_day_and_the_digits(
    world: World, in_app: InApp, at: At, moment: str, digits: str | None, reason: str
) -> None:
    with in_app():
        one = signed_up(world, shift := asking(world), "甲")[0]
        meant = {"yesterday": digits_of(world, shift, -1), "wrong": wrong_digits(world, shift)}
        at(wall(moment))

        assert press(world, one, digits=meant.get(digits, digits) if digits else digits) == reason
        assert (stay_of(one)[0] != "") == (reason == "")


def test_digits_of_another_post_are_told_as_such(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        other = digits_of(world, asking(world, title="水利馆引导"))
        at(wall("08:52"))

        with pytest.raises(WrongDigits, match="这是“水利馆引导”的四位数"):
            check_in(event_of(world), one, Pressed(other), actor=page_of(one))


@pytest.mark.parametrize(
    ("state", "status", "reason"),
    [
        (SignUpState.HELD, EventStatus.PUBLISHED, "NEEDS_GUARDIAN"),
        (SignUpState.WAITING, EventStatus.PUBLISHED, "NO_PLACE"),
        (SignUpState.CONFIRMED, EventStatus.CANCELLED, "CANCELLED"),
        (SignUpState.CONFIRMED, EventStatus.ONGOING, ""),
    ],
)
def test_only_who_has_a_place_checks_in(
    world: World, in_app: InApp, at: At, state: SignUpState, status: EventStatus, reason: str
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        one.state, event_of(world).status = state, status
        db.session.commit()
        at(wall("08:52"))

        assert press(world, one) == reason


@pytest.mark.parametrize(
    ("moment", "digits", "reason"),
    [
        ("10:59", None, "NOT_ARRIVED"),
        ("11:00", "", "NO_CODE"),
        ("11:00", None, ""),
    ],
)
def test_who_forgot_to_check_in_checks_out_with_the_digits(
    world: World, in_app: InApp, at: At, moment: str, digits: str | None, reason: str
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall(moment))

        assert press(world, one, check_out, digits) == reason


@pytest.mark.parametrize(
    ("moment", "age", "reason", "came"),
    [
        ("10:30", timedelta(minutes=98), "", "08:52"),
        ("12:30", timedelta(minutes=90), "NOT_NOW", ""),
        ("08:10", timedelta(minutes=11), "NOT_NOW", ""),
        ("21:00", timedelta(hours=12, seconds=1), "TOO_OLD", ""),
    ],
)
def test_what_a_phone_kept_counts_from_its_age_and_is_marked(
    world: World, in_app: InApp, at: At, moment: str, age: timedelta, reason: str, came: str
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall(moment))

        assert press(world, one, age=age) == reason
        assert stay_of(one)[0] == came
        if not reason:
            assert noted_of(one).arrived_sent_at == wall(moment)


def test_who_was_ticked_before_the_guardian_agreed_checks_out_all_the_same(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        one.state = SignUpState.HELD
        at(wall("09:00"))
        tick_arrival(event_of(world), one, actor=user(world, "周老师"))
        db.session.commit()
        assert press(world, one, check_out) == "NOT_NOW"
        at(wall("10:00"))

        assert press(world, one, check_out, digits="") == ""
        assert stay_of(one) == ("09:00", "周老师", "10:00", "")


def test_departure_that_was_kept_is_not_before_the_arrival(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("10:00"))
        press(world, one)

        assert press(world, one, check_out, age=timedelta(minutes=30)) == ""
        assert stay_of(one) == ("10:00", "", "10:00", "")


HERE, THERE = GeoPoint(30_274_100, 120_155_100), GeoPoint(30_374_100, 120_155_100)


@pytest.mark.parametrize(
    ("metres", "here", "wanted"),
    [
        (0, HERE, None),
        (300, HERE, PlaceCheck.NEAR),
        (300, THERE, PlaceCheck.FAR),
        (300, None, PlaceCheck.UNKNOWN),
    ],
)
def test_place_is_judged_where_it_is_asked_and_never_refused(
    world: World, in_app: InApp, at: At, metres: int, here: GeoPoint | None, wanted: PlaceCheck | None
) -> None:
    with in_app():
        one = signed_up(world, shift := asking(world), "甲")[0]
        post = find_row(event_of(world), "shifts", shift).post
        position = {"latitude": HERE.latitude, "longitude": HERE.longitude}
        db.session.add(PostPosition(event_id=world.event, post=post, **position))
        desk = find_desk(world.event)
        assert desk is not None
        desk.place_metres = metres
        db.session.commit()
        at(wall("08:52"))

        assert (press(world, one, here=here), noted_of(one).arrived_place) == ("", wanted)
        at(wall("10:52"))
        assert (press(world, one, check_out, here=here), noted_of(one).left_place) == ("", wanted)


def test_absence_that_was_noted_stays_until_the_organiser_takes_it_back(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("09:20"))
        mark_absence(event_of(world), one, is_absent=True, actor=user(world, "周老师"))
        db.session.commit()

        assert press(world, one) == ""
        assert (one.absent_by, stay_of(one)[0]) == ("周老师", "09:20")
        assert read_stints(event_of(world))[one.id].arrived_at is None


def test_erased_volunteer_leaves_the_hours_and_nothing_of_the_place(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("08:52"))
        press(world, one)
        noted_of(one).arrived_place = PlaceCheck.FAR

        forget_volunteers([one.volunteer])
        db.session.commit()

        assert (noted_of(one).arrived_place, stay_of(one)[0]) == (None, "08:52")
        with pytest.raises(NotFound):
            check_out(event_of(world), one, Pressed(), actor=user(world, "周老师"))


def test_event_that_is_purged_takes_the_attendance_along(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("08:52"))
        press(world, one)

        db.session.execute(db.delete(Event).where(Event.id == world.event))
        db.session.commit()
        assert db.session.scalar(db.select(db.func.count()).select_from(Attendance)) == 0
