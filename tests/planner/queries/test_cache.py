"""What is kept in memory of events, and what makes room for others."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from planner.nouns import Aggregate
from planner.queries.cache import PerChange

NOON = datetime(2027, 5, 1, 4, tzinfo=UTC)


def event(number: int, **values: Any) -> Any:
    """What the cache looks at of an event."""
    numbers = {"change_number": 1, "money_number": 0, "people_number": 0}
    return SimpleNamespace(id=number, created_at=NOON, updated_at=NOON, **numbers | values)


def test_value_is_found_until_its_aggregate_changes() -> None:
    cache: PerChange[str] = PerChange(Aggregate.PLAN)
    cache.keep(event(1), "plan")

    assert cache.find(event(1)) == cache.find(event(1, money_number=7)) == "plan"
    assert cache.find(event(1, change_number=2)) is None
    assert cache.find(event(1), besides="tomorrow") is None


def test_what_nobody_asked_for_the_longest_makes_room() -> None:
    cache: PerChange[str] = PerChange(Aggregate.PLAN, most=2)
    cache.keep(event(1), "first")
    cache.keep(event(2), "second")
    assert cache.find(event(1)) == "first"

    cache.keep(event(3), "third")

    assert [cache.find(event(number)) for number in (1, 2, 3)] == ["first", None, "third"]
