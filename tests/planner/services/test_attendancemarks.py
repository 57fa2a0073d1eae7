"""What organisers note of who came and went."""

from collections.abc import Callable
from datetime import time

import pytest

from planner import clock
from planner.attendancekinds import AttendanceMark
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import Activity, SignUp
from planner.people.attendance import Pressed
from planner.services import volunteering
from planner.services.attendance import check_in
from planner.services.attendancemarks import take_back_mark, take_proposed_ends, tick_arrival, tick_departure
from planner.services.listedsignups import sign_up_listed
from planner.services.rows import edit_row, find_row
from planner.services.signups import leave_shift
from tests.conftest import At
from tests.planner.attendancesteps import NEXT_DAY, digits_of, move_shift, noted_of, stay_of, wall
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import DAY, asking, page_of, signed_up, states_of

ARRIVED, LEFT = AttendanceMark


def tick(world: World, service: Callable[..., object], *args: object, by: str = "周老师", **more: object) -> object:
    """Let somebody do it; what the service answers, or the reason of its refusal."""
    try:
        answer = service(event_of(world), *args, actor=user(world, by), **more)
    except (BadInput, LostUpdate, NotFound) as refusal:
        db.session.rollback()
        return refusal.reason
    db.session.commit()
    return answer


def entries() -> list[tuple[str, str]]:
    """What the log says of attendance, oldest first."""
    found = db.session.scalars(db.select(Activity).order_by(Activity.id)).all()
    assert not [one for one in found if {"甲", "乙"} & set(f"{one.subject}{one.before}{one.after}")]
    return [(one.verb, one.after) for one in found if "签" in one.verb]


def test_first_who_ticks_counts_and_is_named(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("08:55"))
        assert tick(world, tick_arrival, one) is True
        at(wall("08:56"))
        assert tick(world, tick_arrival, one, by="管理员") is False
        at(wall("11:02"))
        assert tick(world, tick_departure, one, by="管理员") is True
        assert tick(world, tick_departure, one) is False

        assert stay_of(one) == ("08:55", "周老师", "11:02", "管理员")
        assert entries() == [("签到", "1 人，08:55"), ("签退", "1 人，11:02")]


@pytest.mark.parametrize(
    ("moment", "day", "came", "went"),
    [("12:59", 1, "09:00", "12:59"), ("13:01", 1, "09:00", "11:00"), ("08:00", 4, "09:00", "11:00")],
)
def test_ticks_from_paper_are_by_the_hours_of_the_shift(
    world: World, in_app: InApp, at: At, moment: str, day: int, came: str, went: str
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall(moment, day))
        tick(world, tick_arrival, one)
        tick(world, tick_departure, one)

        assert stay_of(one) == (came, "周老师", went, "周老师")


@pytest.mark.parametrize(
    ("moment", "day", "service", "answer"),
    [
        ("23:59", -1, tick_arrival, "NOT_YET"),
        ("00:01", 0, tick_arrival, True),
        ("08:59", 0, tick_departure, "NOT_YET"),
        ("09:00", 0, tick_departure, True),
    ],
)
def test_nobody_is_ticked_before_the_day_or_leaves_before_it_begins(
    world: World, in_app: InApp, at: At, moment: str, day: int, service: Callable[..., object], answer: object
) -> None:
    with in_app():
        one = signed_up(world, shift := asking(world), "甲")[0]
        move_shift(world, shift, day=NEXT_DAY)
        at(wall(moment, 2 + day))

        assert tick(world, service, one) == answer


def test_who_waits_is_not_ticked(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        waiting = signed_up(world, asking(world, places=1), "甲", "乙")[1]
        at(wall("09:00"))

        assert tick(world, tick_arrival, waiting) == "NO_PLACE"


def test_arrival_takes_the_absence_back(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("09:20"))
        tick(world, volunteering.mark_absence, one, is_absent=True)
        tick(world, tick_arrival, one)

        assert (one.absent_by, stay_of(one)[0]) == ("", "09:20")
        assert tick(world, volunteering.mark_absence, one, is_absent=True) == "PRESENT"


def test_last_mark_is_taken_back_first(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("09:20"))
        tick(world, tick_arrival, one)
        tick(world, tick_departure, one)

        tick(world, take_back_mark, one, LEFT, version=noted_of(one).version)
        assert stay_of(one) == ("09:20", "周老师", "", "")
        tick(world, take_back_mark, one, ARRIVED, version=noted_of(one).version)
        assert stay_of(one) == ("", "", "", "")
        assert tick(world, take_back_mark, one, ARRIVED, version=noted_of(one).version) == "NOT_FOUND"
        assert entries()[2:] == [("撤回签退", "1 人，09:20"), ("撤回签到", "1 人，09:20")]


def test_mark_that_somebody_changed_meanwhile_is_not_taken_back(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        one = signed_up(world, asking(world), "甲")[0]
        at(wall("09:20"))
        tick(world, tick_arrival, one)
        seen = noted_of(one).version
        at(wall("10:40"))
        tick(world, tick_departure, one, by="管理员")

        with pytest.raises(LostUpdate, match="你要撤回签到，可管理员刚才记了“09:20—10:40”") as refusal:
            take_back_mark(event_of(world), one, ARRIVED, version=seen, actor=user(world, "周老师"))
        db.session.rollback()
        assert (refusal.value.who, refusal.value.theirs) == ("管理员", {"stay": "09:20—10:40"})
        assert stay_of(one) == ("09:20", "周老师", "10:40", "管理员")


@pytest.mark.parametrize("change", ["move", "refuse", "absence", "leave", "lower"])
def test_who_is_present_is_neither_moved_nor_sent_off(world: World, in_app: InApp, at: At, change: str) -> None:
    with in_app():
        shift, other = asking(world), asking(world, start=13, end=14)
        one = signed_up(world, shift, "甲", "乙")[0]
        at(wall("08:30"))
        check_in(event_of(world), one, Pressed(digits_of(world, shift)), actor=page_of(one))
        db.session.commit()
        at(wall("08:40") if change != "absence" else wall("09:10"))

        answers = {
            "move": lambda: tick(world, volunteering.move_sign_up, one, other),
            "refuse": lambda: tick(world, volunteering.refuse_sign_up, one, word="不用来了"),
            "absence": lambda: tick(world, volunteering.mark_absence, one, is_absent=True),
            "leave": lambda: tick(world, leave_shift, one, because=""),
            "lower": lambda: tick(world, volunteering.lower_places, shift, 1, {one.id}),
        }
        assert answers[change]() == "PRESENT"
        assert [state.value for _, state in states_of(shift)] == ["confirmed", "confirmed"]


def test_pasted_list_lets_go_who_has_not_come_and_says_who_has(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        shift = asking(world)
        here, away = signed_up(world, shift, "甲", "乙")
        at(wall("08:30"))
        check_in(event_of(world), here, Pressed(digits_of(world, shift)), actor=page_of(here))
        told = sign_up_listed(event_of(world), shift, [], ["甲", "乙", "丙"], actor=user(world, "周老师"))
        db.session.commit()

        assert (told.left, [name for name, _ in told.stayed]) == (["乙"], ["甲"])
        assert told.stayed[0][1] == "08:30 已经签到了（本人记的），要改先撤回签到。"
        assert (here.state.value, away.state.value, away.left_at) == ("confirmed", "left", clock.now())


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"day": NEXT_DAY}, "HAS_ARRIVALS"), ({"day": DAY, "end": time(12)}, ""), ({"end": time(12)}, "")],
)
def test_shift_at_which_somebody_came_stays_on_its_day(
    world: World, in_app: InApp, at: At, values: dict[str, object], reason: str
) -> None:
    with in_app():
        one = signed_up(world, shift := asking(world), "甲")[0]
        at(wall("09:20"))
        tick(world, tick_arrival, one)
        version = find_row(event_of(world), "shifts", shift).version

        answer = tick(world, edit_row, "shifts", shift, values, version=version)

        assert (answer if reason else "") == reason
        assert find_row(event_of(world), "shifts", shift).day == DAY


def forgetful(world: World, at: At) -> list[SignUp]:
    """Of four, two forgot to check out, one did, one is marked as absent although the digits were typed later."""
    people = signed_up(world, asking(world, places=4), "甲", "乙", "丙", "丁")
    at(wall("09:30"))
    tick(world, volunteering.mark_absence, people[3], is_absent=True)
    for one in people[:3]:
        tick(world, tick_arrival, one)
    check_in(event_of(world), people[3], Pressed(digits_of(world, people[3].shift)), actor=page_of(people[3]))
    db.session.commit()
    at(wall("10:50"))
    tick(world, tick_departure, people[2])
    return people


def test_forgotten_departures_are_taken_from_the_shift_at_once_and_named(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        people = forgetful(world, at)
        shift = people[0].shift
        assert tick(world, take_proposed_ends, shift, by="管理员") == "NOT_YET"
        at(wall("12:00"))

        assert tick(world, take_proposed_ends, shift, by="管理员") == 2
        assert tick(world, take_proposed_ends, shift) == 0
        assert [stay_of(one)[2:] for one in people] == [
            ("11:00", "管理员"),
            ("11:00", "管理员"),
            ("10:50", "周老师"),
            ("", ""),
        ]
        assert [verb for verb, _ in entries()].count("按班次签退") == 1
        assert entries()[-1] == ("按班次签退", "2 人，11:00")
