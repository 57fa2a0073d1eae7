"""How the services about who came and went are called. Importing adds them to the calls."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

from planner import clock
from planner.attendancekinds import AttendanceMark
from planner.days import Day
from planner.extensions import db
from planner.models import Attendance, SignUp
from planner.people.attendance import Pressed
from planner.people.positions import GeoPoint
from planner.services.postcodes import code_of_post
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, Call
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, signed_up

Arguments = dict[str, Any]


def on_site(world: World, *, days: int = 0, came: bool = False) -> SignUp:
    """Somebody whose shift lasts the whole of today, or of a day before; they have come, where that is said."""
    one = signed_up(world, asking(world), "甲")[0]
    row = find_row(event_of(world), "shifts", one.shift)
    row.day, row.start, row.end = Day.of(clock.today() - timedelta(days=days)), time.min, time.max
    if came:
        now = clock.now() - timedelta(days=days, minutes=2)
        db.session.add(Attendance(sign_up_id=one.id, starts_at=now, ends_at=now, arrived_at=now, arrived_by="许同学"))
    db.session.flush()
    return one


def about(*, came: bool = False, **more: Any) -> Call:
    """A call about somebody whose shift is today."""

    def prepare(world: World, _: Path) -> Arguments:
        return {"sign_up": on_site(world, came=came), "event": event_of(world), **more}

    return Call(PLANNERS, prepare)


def with_digits(world: World, _: Path) -> Arguments:
    """Somebody who types the digits of their post."""
    one = on_site(world)
    post = find_row(event_of(world), "shifts", one.shift).post
    digits = code_of_post(event_of(world), post, clock.today())
    return {"sign_up": one, "event": event_of(world), "pressed": Pressed(digits)}


def forgotten(world: World, _: Path) -> Arguments:
    """Somebody who came yesterday and did not check out."""
    return {"shift": on_site(world, days=1, came=True).shift, "event": event_of(world)}


def place_check(world: World, _: Path) -> Arguments:
    """An event that is to ask whether volunteers are near."""
    post = find_row(event_of(world), "shifts", asking(world)).post
    return {"event": event_of(world), "metres": 500, "positions": {post: GeoPoint(1, 2)}, "version": 1}


CALLS |= {
    "attendance.check_in": Call(PLANNERS, with_digits),
    "attendance.check_out": about(came=True, pressed=Pressed()),
    "attendancemarks.take_back_mark": about(came=True, mark=AttendanceMark.ARRIVED, version=1),
    "attendancemarks.take_proposed_ends": Call(PLANNERS, forgotten),
    "attendancemarks.tick_arrival": about(),
    "attendancemarks.tick_departure": about(came=True),
    "postpositions.set_place_check": Call(PLANNERS, place_check),
}
