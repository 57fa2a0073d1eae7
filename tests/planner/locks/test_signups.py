"""Volunteers in a rush: exactly as many are confirmed as there are places, whatever else happens to the shift."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask

from planner.actors import CONSOLE
from planner.enums import SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Activity, Event, SignUp
from planner.queries.signups import find_desk
from planner.services.lottery import choose_lottery, draw_lottery
from planner.services.rows import delete_row, edit_row
from planner.services.signups import leave_shift, sign_up
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race, locked, reason_of
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import applicant, asking, page_of, signed_up, states_of, visitor

C, W = SignUpState.CONFIRMED, SignUpState.WAITING
PLACES, PEOPLE, CONNECTIONS = 30, 400, 40


def test_rush_of_four_hundred_confirms_as_many_as_there_are_places(world: World, app: Flask, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=PLACES)
        actor = visitor(world)

    def come(number: int) -> None:
        with app.app_context():
            one = applicant(f"志愿者{number}", f"139{number:08d}")
            sign_up(db.session.get_one(Event, world.event), shift, [one], actor=actor)
            db.session.commit()

    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(come, range(PEOPLE)))

    with in_app():
        states = [state for _, state in states_of(shift)]
        assert states == [C] * PLACES + [W] * (PEOPLE - PLACES)


def test_two_who_leave_at_once_make_room_for_two(world: World, in_app: InApp, race: Race, in_own_app: InOwnApp) -> None:
    with in_app():
        shift = asking(world, places=2)
        first, second, *_ = signed_up(world, shift, "甲", "乙", "丙", "丁", "戊")
        ids = first.id, second.id

    def leave(at: int) -> None:
        one = db.session.get_one(type(first), ids[at])
        leave_shift(event_of(world), one, because="", actor=page_of(one))

    race(lambda: leave(0), in_own_app(lambda: db.session.get_one(type(first), ids[1]), lambda: leave(1))).result()

    with in_app():
        assert [name for name, state in states_of(shift) if state is C] == ["丙", "丁"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda event, shift, actor: delete_row(event, "shifts", shift, actor=actor), "NOT_FOUND"),
        (lambda event, shift, actor: edit_row(event, "shifts", shift, {"places": 1}, version=1, actor=actor), ""),
    ],
    ids=["deleted", "lowered"],
)
def test_who_signs_up_waits_for_whoever_changes_the_shift(
    world: World,
    in_app: InApp,
    race: Race,
    in_own_app: InOwnApp,
    change: Callable[..., object],
    reason: str,
) -> None:
    with in_app():
        shift = asking(world, places=2)
        signed_up(world, shift, *(["甲"] if not reason else []))

    late = race(
        lambda: change(locked(world), shift, user(world, "周老师")),
        in_own_app(
            lambda: event_of(world).title,
            lambda: sign_up(event_of(world), shift, [applicant()], actor=visitor(world)),
        ),
    )

    if reason:
        assert isinstance(late.exception(), NotFound)
        return
    late.result()
    with in_app():
        assert states_of(shift) == [("甲", C), ("林知远", W)]


def test_shift_that_somebody_has_just_taken_is_not_deleted(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        shift = asking(world)

    late = race(
        lambda: sign_up(event_of(world), shift, [applicant()], actor=visitor(world)),
        in_own_app(
            lambda: event_of(world).title,
            lambda: delete_row(locked(world), "shifts", shift, actor=user(world, "周老师")),
        ),
    )

    assert isinstance(late.exception(), BadInput)
    assert reason_of(late) == "HAS_SIGN_UPS"


def test_everybody_has_a_number_of_their_own(world: World, in_app: InApp) -> None:
    with in_app():
        shift, other = asking(world), asking(world, start=12, end=13)
        made = [*signed_up(world, shift, "甲", "乙"), *signed_up(world, other, "甲", "乙")]

        assert Counter(one.arrival for one in made) == Counter([1, 2, 3, 4])


def test_number_of_arrival_is_read_under_the_lock(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        shift = asking(world)

    def come(name: str, phone: str) -> None:
        sign_up(event_of(world), shift, [applicant(name, phone)], actor=visitor(world))

    race(
        lambda: come("林知远", "13800001111"),
        in_own_app(lambda: find_desk(world.event), lambda: come("欧阳清", "13800002222")),
    ).result()

    with in_app():
        assert sorted(db.session.scalars(db.select(SignUp.arrival))) == [1, 2]


def test_lots_are_drawn_once_by_two_who_draw_at_once(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    at(datetime(2027, 5, 1, tzinfo=UTC))
    with in_app():
        actor = user(world, "周老师")
        opens_at, draws_at = datetime(2027, 5, 2, tzinfo=UTC), datetime(2027, 5, 20, tzinfo=UTC)
        choose_lottery(event_of(world), opens_at=opens_at, draws_at=draws_at, actor=actor)
        db.session.commit()
        at(opens_at)
        shift = asking(world, places=2)
        signed_up(world, shift, "甲", "乙", "丙")
    at(draws_at)

    late = race(
        lambda: draw_lottery(event_of(world), actor=CONSOLE),
        in_own_app(
            lambda: find_desk(event_of(world).id),
            lambda: draw_lottery(event_of(world), actor=CONSOLE),
        ),
    )

    assert late.result() is None
    with in_app():
        assert sorted(state for _, state in states_of(shift)) == [C, C, W]
        drawn = db.session.scalars(db.select(Activity).where(Activity.verb == "抽签")).all()
        assert [entry.after.partition("，种子")[0] for entry in drawn] == ["3 份报名，2 人有名额"]
