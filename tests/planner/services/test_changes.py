"""Change numbers: one an aggregate, so that a change of one makes nothing of the others stale and locks none."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from planner.extensions import db
from planner.models import AggregateChange, Event
from planner.nouns import NOUNS, Aggregate
from planner.queries.changes import NUMBERS, change_key, lock_aggregate
from planner.queries.events import find_event
from planner.services.activity import aggregate_of
from planner.services.changes import count_change
from tests.conftest import At
from tests.databases import POSTGRESQL
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
NOON = datetime(2027, 5, 1, 4, 0, tzinfo=UTC)


def numbers(event: Event) -> dict[Aggregate, int]:
    """The change number of each aggregate."""
    db.session.expire_all()
    return {aggregate: getattr(event, name) for aggregate, name in NUMBERS.items()}


@pytest.mark.parametrize("noun", NOUNS)
def test_change_of_a_row_counts_for_its_aggregate_and_for_no_other(world: World, in_app: InApp, noun: str) -> None:
    with in_app():
        event = event_of(world)
        before = numbers(event)

        put(world, noun)

        risen = {aggregate for aggregate, number in numbers(event).items() if number > before[aggregate]}
        assert risen == {NOUNS[noun].aggregate}


def test_change_of_the_roster_leaves_the_event_as_it_was(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        at(NOON)
        event = event_of(world)
        moment, plan = event.updated_at, change_key(event, (Aggregate.PLAN,))

        put(world, "participants")

        assert (event.updated_at, change_key(event, (Aggregate.PLAN,))) == (moment, plan)


@pytest.mark.parametrize("aggregate", [Aggregate.MONEY, Aggregate.PEOPLE])
def test_number_rises_though_the_clock_stands_or_goes_back(
    world: World, in_app: InApp, at: At, aggregate: Aggregate
) -> None:
    with in_app():
        event, found = event_of(world), []
        for moment in (NOON, NOON, NOON.replace(year=2026), NOON.replace(year=2028)):
            at(moment)
            count_change(event, aggregate)
            found.append(numbers(event)[aggregate])

        first = int(NOON.timestamp() * 1_000_000)
        assert found[:3] == [first, first + 1, first + 2]
        assert found[3] == int(NOON.replace(year=2028).timestamp() * 1_000_000)


@pytest.mark.parametrize(
    ("where", "aggregate"),
    [
        ("duties/d", Aggregate.PLAN),
        ("facts", Aggregate.PLAN),
        ("team", Aggregate.PLAN),
        ("", Aggregate.PLAN),
        ("expenses/e", Aggregate.MONEY),
        ("settlement", Aggregate.MONEY),
        ("participants/p", Aggregate.PEOPLE),
    ],
)
def test_place_of_a_change_says_whose_number_rises(where: str, aggregate: Aggregate) -> None:
    assert aggregate_of(where) is aggregate


def test_lock_of_an_event_that_is_not_there_is_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        lock_aggregate(999_999, Aggregate.PEOPLE)

        assert db.session.query(AggregateChange).filter_by(event_id=999_999).count() == 0


def other_writer(wait: str = "300ms") -> Session:
    """A second connection that gives up waiting for a lock soon."""
    session = Session(db.engine)
    session.execute(text(f"SET LOCAL lock_timeout = '{wait}'"))
    return session


def test_writers_of_people_and_of_the_plan_do_not_wait_for_each_other(
    world: World, in_app: InApp, backend: str
) -> None:
    if backend != POSTGRESQL:
        pytest.skip("SQLite has one writer at a time")
    with in_app():
        put(world, "participants")
        db.session.commit()
        lock_aggregate(world.event, Aggregate.PEOPLE)
        put(world, "participants")  # the event's own row is only named by a foreign key

        with other_writer() as other:
            other.execute(text("SELECT 1 FROM event WHERE id = :id FOR NO KEY UPDATE"), {"id": world.event})
            other.execute(text("UPDATE event SET change_number = change_number + 1"))
            other.commit()
        db.session.commit()

        assert find_event(world.event) is not None


def test_two_writers_of_people_come_one_after_the_other(world: World, in_app: InApp, backend: str) -> None:
    if backend != POSTGRESQL:
        pytest.skip("SQLite has one writer at a time")
    with in_app():
        put(world, "participants")
        db.session.commit()
        lock_aggregate(world.event, Aggregate.PEOPLE)

        wanted = "SELECT number FROM aggregate_change WHERE event_id = :id AND aggregate = 'people' FOR UPDATE"
        with other_writer() as other, pytest.raises(OperationalError, match="LockNotAvailable"):
            other.execute(text(wanted), {"id": world.event})
        db.session.rollback()
