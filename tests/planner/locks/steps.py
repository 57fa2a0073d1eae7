"""What the tests of locks begin with and end in."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Any

from flask.testing import FlaskClient

from planner.errors import BadInput, NotAllowed
from planner.models import Event
from planner.nouns import Aggregate
from planner.queries.changes import lock_aggregate
from planner.queries.events import find_event
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
Step = Callable[[], Any]
Race = Callable[[Step, Step], Future[Any]]
InOwnApp = Callable[[Step, Step], Step]


def locked(world: World, aggregate: Aggregate = Aggregate.PLAN) -> Event:
    """The event as the loader of a request that changes this part of it finds it."""
    if aggregate is not Aggregate.PLAN:
        lock_aggregate(world.event, aggregate)
    event = find_event(world.event, lock=aggregate is Aggregate.PLAN)
    assert event is not None
    return event


def reason_of(step: Future[Any]) -> str:
    """Why a step was refused."""
    error = step.exception()
    assert isinstance(error, (NotAllowed, BadInput)), error
    return error.reason
