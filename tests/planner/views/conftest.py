"""What the tests of several pages begin with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask import Flask

from planner.extensions import db
from planner.services.rows import add_row
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.registersteps import add_county
from tests.planner.signingsteps import ALONE, Mine, Public, add_shift, open_sign_up, sign_up_elsewhere
from tests.planner.submissions import event_of, submitted, user


@pytest.fixture
def waiting(world: World, in_app: Callable[[], AbstractContextManager[object]]) -> World:
    """The world with its event handed in."""
    with in_app():
        add_row(
            event_of(world),
            "duties",
            {"role": "总负责", "name": "周老师", "phone": "13800000001"},
            actor=user(world, "周老师"),
        )
        add_row(event_of(world), "safety", {"item": "车辆有道路运输证", "required": True}, actor=user(world, "周老师"))
        submitted(world)
    return world


@pytest.fixture
def public(world: World, in_app: Callable[[], AbstractContextManager[object]]) -> Public:
    """Sign-up of volunteers is open."""
    with in_app():
        shift = add_shift(world, "栈道看护")
        clash = add_shift(world, "水利馆引导", hours=(10, 12))
        token = open_sign_up(world)
        db.session.commit()
    return Public(token, shift, clash)


@pytest.fixture
def mine(world: World, in_app: Callable[[], AbstractContextManager[object]], app: Flask) -> Mine:
    """林知远 signed up on another phone."""
    return sign_up_elsewhere(world, in_app, app, ALONE)


@pytest.fixture
def in_august(at: At) -> None:
    """The 20th of August 2027."""
    at(datetime(2027, 8, 20, 4, tzinfo=UTC))


@pytest.fixture
def county(world: World, in_app: Callable[[], AbstractContextManager[object]]) -> World:
    """Two schools below a committee with a finance person of its own."""
    with in_app():
        add_county(world)
    return world
