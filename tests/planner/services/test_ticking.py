"""Marking duties as done and safety checks as made."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Event, User
from planner.queries.rows import read_rows
from planner.services.rows import add_row, tick_row
from tests.conftest import At
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]


def put(world: World, noun: str, values: dict[str, object]) -> tuple[Event, User, str]:
    event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
    return event, actor, add_row(event, noun, values, actor=actor).key


def test_duty_is_done_and_open_again(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = put(world, "duties", {"role": "领队"})
        seen = []
        for _ in range(2):
            tick_row(event, "duties", key, actor=actor)
            seen.append(next(d.done for d in read_rows("duties", event.id) if d.key == key))
        assert seen == [True, False]


def test_safety_check_is_made_by_the_actor_today(world: World, in_app: InApp, at: At) -> None:
    at(datetime(2027, 5, 31, 17, 0, tzinfo=UTC))  # already June in Shanghai
    with in_app():
        event, actor, key = put(world, "safety", {"item": "名单"})
        seen = []
        for _ in range(2):
            row = tick_row(event, "safety", key, actor=actor)
            seen.append((row.done_by, row.done_on))
        assert seen == [("周老师", Day(6, 1, 2027)), ("", None)]


def test_other_rows_have_nothing_to_tick(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor, key = put(world, "stops", {"name": "学校"})
        with pytest.raises(NotFound):
            tick_row(event, "stops", key, actor=actor)


def test_button_ticks_for_those_who_edit_only(
    world: World, in_app: InApp, signed_in: Callable[[str], FlaskClient]
) -> None:
    with in_app():
        *_, key = put(world, "safety", {"item": "名单"})
        db.session.commit()
    address = f"/events/{world.event}/rows/safety/{key}/tick"
    assert [signed_in(name).post(address).status_code for name in ("江老师", "陈老师")] == [404, 403]
    assert signed_in("周老师").get(address).status_code == 405
    answer = signed_in("周老师").post(address)
    assert answer.location == f"/events/{world.event}/safety#row-{key}"
    with in_app():
        assert [c.done_by for c in read_rows("safety", world.event) if c.key == key] == ["周老师"]
