"""What volunteers of an event are wanted for besides."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time

import pytest

from planner import clock
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from planner.queries.engagements import read_overlaps
from planner.queries.signups import read_slots
from planner.queries.volunteergaps import find_opened_gaps
from planner.services.events import create_event
from planner.services.rows import add_row
from planner.services.signupdesk import open_desk
from planner.services.signups import leave_shift, sign_up
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import DAY, applicant, asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
# As long as nothing of these events changes, one says so and no other is asked.
MOST_STATEMENTS = 7


def another(world: World, day: Day = DAY, *, unit: str = "school") -> Event:
    """An event of that unit on that day."""
    owner = user(world, "周老师" if unit == "school" else "江老师")
    made = create_event("blank", title="重阳", organisation_id=world.units[unit], starts_on=day, days=1, actor=owner)
    db.session.commit()
    return made


def serving(event: Event, *names: str, day: Day = DAY, hours: tuple[int, int] = (10, 12), phone: str = "") -> None:
    """A shift of that event, had by these people."""
    open_desk(event, actor=CONSOLE)
    post = add_row(event, "posts", {"title": "接回交接"}, actor=CONSOLE)
    values = {"post": post.key, "day": day, "start": time(hours[0]), "end": time(hours[1]), "places": 9}
    shift = add_row(event, "shifts", values, actor=CONSOLE).key
    for name in names:
        sign_up(event, shift, [applicant(name, phone or f"139{ord(name[0]):08d}")], actor=CONSOLE)
    db.session.commit()


def on_duty(event: Event, name: str, phone: str = "", *, hours: tuple[int, int] | None = None) -> None:
    """A duty of that event, at an item of its schedule where hours are given."""
    duty = add_row(event, "duties", {"role": "摄影", "name": name, "phone": phone}, actor=CONSOLE)
    if hours:
        values = {"title": "开营", "day": DAY, "start": time(hours[0]), "end": time(hours[1]), "duties": (duty.key,)}
        add_row(event, "schedule", values, actor=CONSOLE)
    db.session.commit()


def told(world: World) -> list[tuple[str, str, bool]]:
    """Whom it is about, what stands in the way, whether it is sure."""
    event = event_of(world)
    found = read_overlaps(event, read_slots(event))
    return [(each.one.name, each.other.what, each.is_sure) for each in found]


def test_same_person_at_two_events_of_the_unit_is_found(world: World, in_app: InApp) -> None:
    with in_app():
        signed_up(world, asking(world, places=9), "甲", "乙", "丙")
        serving(another(world), "甲")
        serving(another(world), "乙", phone="13900000001")
        serving(another(world), "丙", hours=(11, 12))

        assert told(world) == [("甲", "接回交接", True), ("乙", "接回交接", False)]


@pytest.mark.parametrize("how", ["of another unit", "closed", "deleted", "on another day"])
def test_what_is_in_nobodys_way_is_not_found(world: World, in_app: InApp, how: str) -> None:
    with in_app():
        signed_up(world, asking(world), "甲")
        day = Day(6, 2, 2027) if how == "on another day" else DAY
        other = another(world, day, unit="stranger" if how == "of another unit" else "school")
        serving(other, "甲", day=day)
        if how == "closed":
            other.status = EventStatus.CANCELLED
        if how == "deleted":
            other.deleted_at = other.created_at
        db.session.commit()

        assert told(world) == []


def test_duties_stand_in_the_way_by_their_items_and_elsewhere_by_the_days(world: World, in_app: InApp) -> None:
    with in_app():
        signed_up(world, asking(world, places=9), "甲", "乙", "丙", "丁")
        on_duty(event_of(world), "甲、戊", hours=(10, 11))
        on_duty(event_of(world), "乙")
        on_duty(another(world), "", f"139{ord('丙'):08d}", hours=(8, 10))
        on_duty(another(world), "丁", f"139{ord('丁'):08d}")

        assert told(world) == [
            ("甲", "开营（摄影）", False),
            ("丙", "开营（摄影）", False),
            ("丁", "分工“摄影”", False),
        ]


def test_as_many_statements_for_one_as_for_many(world: World, in_app: InApp, count_queries: CountQueries) -> None:
    with in_app():
        signed_up(world, asking(world, places=9), "甲")
        serving(another(world), "甲")
        on_duty(another(world), "甲", hours=(9, 10))
        event = event_of(world)
        slots = read_slots(event)
        with count_queries() as one:
            read_overlaps(event, slots)
        signed_up(world, slots[0].key, "乙", "丙", "丁")
        for name in "乙丙丁":
            serving(another(world), name)
            on_duty(another(world), name, hours=(9, 10))
        event = event_of(world)
        slots = read_slots(event)
        with count_queries() as many:
            found = read_overlaps(event, slots)
        with count_queries() as again:
            assert read_overlaps(event, slots) == found

        assert len(found) == 8
        assert len(many) == len(one) <= MOST_STATEMENTS
        assert len(again) == 1


def test_gap_is_one_that_somebody_opened_lately_and_nobody_filled(
    world: World, in_app: InApp, count_queries: CountQueries
) -> None:
    with in_app():
        shift, full = asking(world, places=1), asking(world, places=1, start=13, end=14)
        [first] = signed_up(world, shift, "甲")
        [second, _] = signed_up(world, full, "乙", "丙")
        event = event_of(world)
        with count_queries() as quiet:
            before = find_opened_gaps([event], clock.wall_now())
        for one in (first, second):
            leave_shift(event, one, because="", actor=user(world, "周老师"))
        db.session.commit()
        found = find_opened_gaps([event], clock.wall_now())

        assert (before, len(quiet)) == ([], 1)
        assert [(gap.slot.key, gap.left, gap.gap) for gap in found] == [(shift, 1, 1)]
