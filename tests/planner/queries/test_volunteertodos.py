"""What waits for organisers of volunteers stands on their desk."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta

import pytest

from planner import clock
from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.queries.todos import Step, todos
from planner.services.rows import edit_row, find_row
from planner.services.signups import leave_shift
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def in_may(at: At) -> None:
    at(datetime(2027, 5, 28, 4, tzinfo=UTC))


def due(world: World, name: str = "周老师") -> list[tuple[str, date | None, str]]:
    """What waits of volunteers for somebody: sentence, day and place."""
    found = todos(user(world, name), [event_of(world)], clock.today())
    return [(todo.sentence, todo.due, todo.key) for todo in found if todo.step is Step.VOLUNTEERS]


def test_what_waits_is_due_for_whoever_works_on_the_event(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=3)
        leaving, _ = signed_up(world, shift, "林知远", "苏禾")
        leaving.leave_asked_at = clock.now()
        row = find_row(event_of(world), "shifts", shift)
        edit_row(event_of(world), "shifts", shift, {"start": time(8)}, version=row.version, actor=user(world, "周老师"))
        db.session.commit()

        first = date(2027, 6, 1)
        assert due(world) == [
            ("1 名志愿者请假等你答", first, f"sign_ups/{shift}"),
            ("2 名志愿者没回变更", first, f"sign_ups/{shift}"),
            ("志愿者还差 1 人", first, "sign_ups"),
        ]
        assert due(world, "陈老师") == []


def test_minor_who_is_held_is_due_when_the_place_is_lost(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        signed_up(world, shift, "彭小朗", born=(2011, 3))

        words = "1 个名额等监护人或本人答复，到时候会空出来"
        assert due(world) == [(words, date(2027, 5, 30), f"sign_ups/{shift}")]


def test_shift_that_somebody_left_is_due_until_somebody_takes_the_place(world: World, in_app: InApp) -> None:
    with in_app():
        shift, filled = asking(world, places=1), asking(world, places=1, start=13, end=14)
        [leaving] = signed_up(world, shift, "林知远")
        [replaced, _] = signed_up(world, filled, "苏禾", "罗一鸣")
        assert due(world) == []
        for one in (leaving, replaced):
            leave_shift(event_of(world), one, because="", actor=user(world, "周老师"))
        db.session.commit()

        first = date(2027, 6, 1)
        assert due(world) == [
            ("栈道看护差 1 人，刚退出 1 人", first, f"sign_ups/{shift}"),
            ("志愿者还差 1 人", first, "sign_ups"),
        ]


def test_who_was_only_invited_has_no_change_to_answer(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        [asked] = signed_up(world, shift, "林知远")
        asked.state, asked.held_until = SignUpState.INVITED, clock.now() + timedelta(days=1)
        asked.known = "早先的时间"
        db.session.commit()

        words = "1 个名额等监护人或本人答复，到时候会空出来"
        assert due(world) == [(words, date(2027, 5, 29), f"sign_ups/{shift}")]


def test_events_that_are_over_wait_for_nobody(world: World, in_app: InApp) -> None:
    with in_app():
        asking(world)
        assert len(due(world)) == 1

        for status in (EventStatus.ENDED, EventStatus.CANCELLED):
            event_of(world).status = status
            db.session.commit()
            assert due(world) == []


def test_statements_do_not_grow_with_those_who_sign_up(
    world: World, in_app: InApp, count_queries: CountQueries
) -> None:
    with in_app():
        shift = asking(world, places=9)
        counts = []
        for names in (("林知远",), ("苏禾", "罗一鸣", "叶澄")):
            signed_up(world, shift, *names)
            due(world)
            with count_queries() as queries:
                due(world)
            counts.append(len(queries))

        assert counts[0] == counts[1]
