"""Addresses are not shut out by a clock that was wrong."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask import Flask
from limits.storage import storage_from_string

from planner import ratelimits
from planner.ratelimits import SteadyStorage

DAY = 24 * 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Both clocks of the machine: the time of day, and the one that only runs forward."""
    stopped = SimpleNamespace(day=1_800_000_000.0, forward=1000.0)
    stopped.time, stopped.monotonic = lambda: stopped.day, lambda: stopped.forward
    monkeypatch.setattr(ratelimits, "time", stopped)
    return stopped


def count(counters: SteadyStorage, times: int = 1) -> int:
    """Count so many times; the last count."""
    return [counters.incr("sign-in", 60) for _ in range(times)][-1]


def test_counters_of_the_app_are_ours() -> None:
    assert type(storage_from_string("memory://")) is SteadyStorage


@pytest.mark.parametrize(("passed", "counted"), [(0, 7), (59, 7), (60, 1), (61, 1)])
def test_counter_goes_on_within_its_window_only(clock: SimpleNamespace, passed: float, counted: int) -> None:
    counters = SteadyStorage()
    assert count(counters, 6) == counters.get("sign-in") == 6

    clock.forward += passed

    assert counters.get("sign-in") == (6 if passed < 60 else 0)
    assert count(counters) == counted


@pytest.mark.parametrize("days", [400, -400])
def test_time_of_day_neither_lengthens_a_window_nor_ends_it(clock: SimpleNamespace, days: int) -> None:
    counters = SteadyStorage()
    count(counters, 6)

    clock.day += days * DAY
    clock.forward += 30
    assert count(counters) == 7
    assert counters.get_expiry("sign-in") == clock.day + 30
    clock.forward += 30
    assert count(counters) == 1


def test_counters_are_forgotten_one_by_one_and_all_together() -> None:
    counters = SteadyStorage()
    counters.incr("other", 60, 3)
    count(counters)

    counters.clear("sign-in")
    assert (counters.get("sign-in"), counters.get("other")) == (0, 3)
    assert (counters.reset(), counters.get("other"), counters.check()) == (1, 0, True)


def test_windows_that_have_ended_take_no_room(clock: SimpleNamespace) -> None:
    counters = SteadyStorage()
    for number in range(1024):
        counters.incr(f"address {number}", 60)
    clock.forward += 60
    assert counters.incr("another", 60) == 1

    assert counters.reset() == 1


def test_addresses_of_one_connection_are_counted_together(make_app: Callable[..., Flask]) -> None:
    client = make_app(RATELIMIT_ENABLED=True).test_client()

    def ask_from(address: str) -> int:
        return client.post("/setup", data={}, environ_overrides={"REMOTE_ADDR": address}).status_code

    assert [ask_from(f"2001:db8::{n}") for n in range(21)] == [422] * 20 + [429]
    assert ask_from("2001:db8:0:1::1") == 422
