"""Moving an item in time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time

import pytest

from planner.days import Day
from planner.enums import EventStatus
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import Activity, Event, User
from planner.services.rows import add_row, delete_row
from planner.services.schedule import retime_item
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
DAY = Day(6, 1, 2027)


def prepared(world: World) -> tuple[Event, User, str]:
    """The event, who works on it, and the key of an item from 9 to 10."""
    event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
    values = {"title": "游园", "day": DAY, "start": time(9), "end": time(10), "place": "操场"}
    return event, actor, add_row(event, "schedule", values, actor=actor).key


def test_an_item_moves_and_the_log_says_from_where(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = prepared(world)

        item = retime_item(event, key, day=Day(6, 2, 2027), start=time(9, 30), end=time(11), version=1, actor=actor)

        assert (item.day, item.start, item.end, item.place) == (Day(6, 2, 2027), time(9, 30), time(11), "操场")
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert (entry.verb, entry.where) == ("修改", f"schedule/{key}")
        assert "开始：09:00" in entry.before
        assert "开始：09:30" in entry.after


def test_an_approval_stays_when_an_item_moves(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = prepared(world)
        event.status = EventStatus.APPROVED

        retime_item(event, key, day=DAY, start=time(14), end=time(15), version=1, actor=actor)

        assert (event.status, event.reopened_because) == (EventStatus.APPROVED, "")


def test_an_older_version_writes_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = prepared(world)
        retime_item(event, key, day=DAY, start=time(10), end=time(11), version=1, actor=actor)

        with pytest.raises(LostUpdate) as caught:
            retime_item(event, key, day=DAY, start=time(8), end=time(9), version=1, actor=actor)

        assert (caught.value.who, caught.value.version) == ("周老师", 2)
        assert caught.value.theirs == {"day": DAY, "start": time(10), "end": time(11)}


@pytest.mark.parametrize("end", [time(9), time(10)])
def test_the_end_is_later_than_the_start(world: World, in_app: InApp, end: time) -> None:
    with in_app():
        event, actor, key = prepared(world)

        with pytest.raises(BadInput, match=f"现在是 10:00—{end:%H:%M}"):
            retime_item(event, key, day=DAY, start=time(10), end=end, version=1, actor=actor)


@pytest.mark.parametrize(("start", "end"), [(time(10), time()), (time(21), time(6))])
def test_an_item_may_last_until_midnight_or_through_the_night(
    world: World, in_app: InApp, start: time, end: time
) -> None:
    with in_app():
        event, actor, key = prepared(world)

        item = retime_item(event, key, day=DAY, start=start, end=end, version=1, actor=actor)

        assert (item.start, item.end) == (start, end)


def test_what_is_not_known_stays_unknown(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = prepared(world)

        item = retime_item(event, key, day=None, start=time(10), end=None, version=1, actor=actor)

        assert (item.day, item.end) == (None, None)


def test_a_deleted_item_is_not_found(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = prepared(world)
        delete_row(event, "schedule", key, actor=actor)

        with pytest.raises(NotFound):
            retime_item(event, key, day=DAY, start=time(8), end=time(9), version=2, actor=actor)
