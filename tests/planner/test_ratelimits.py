"""Addresses are not shut out by a clock that was wrong."""

from types import SimpleNamespace

import pytest
from limits.storage import memory as library
from limits.storage import storage_from_string

from planner import ratelimits

DAY = 24 * 3600
Clock = SimpleNamespace


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the counters, at 1000 s."""
    stopped = SimpleNamespace(at=1000.0)
    stopped.time = lambda: stopped.at
    for module in (ratelimits, library):
        monkeypatch.setattr(module, "time", stopped)
    return stopped


def test_counters_of_the_app_are_ours() -> None:
    assert type(storage_from_string("memory://")) is ratelimits.SteadyStorage


@pytest.mark.parametrize(("passed", "count"), [(0, 7), (59, 7), (60, 1), (400 * DAY, 1), (-400 * DAY, 1), (-61, 1)])
def test_counter_goes_on_within_its_window_only(clock: Clock, passed: float, count: int) -> None:
    counters = ratelimits.SteadyStorage()
    for _ in range(6):
        counters.incr("sign-in", 60)

    clock.at += passed

    assert counters.incr("sign-in", 60) == count
