"""A small run of `python -m benchmarks fuzz`, and that a fault would not go by unseen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.fuzz import Fault, World, make_world, send
from planner.extensions import db

REQUESTS = 250


@pytest.fixture
def sent_to(tmp_path: Path) -> Iterator[World]:
    """A world of its own: what the requests do to it is nobody else's business."""
    world = make_world(f"sqlite:///{tmp_path}/fuzz.sqlite3", tmp_path / "instance")
    yield world
    with world.app.app_context():
        db.engine.dispose()


# What was read of a form that broke off is left to the garbage collector by Werkzeug.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
def test_mutated_requests_meet_no_fault(sent_to: World) -> None:
    assert [str(fault) for fault in send(sent_to, seed=7, first=0, count=REQUESTS)] == []


def test_fault_is_told_with_the_request_that_made_it(sent_to: World) -> None:
    def broken(**_places: object) -> str:
        raise ZeroDivisionError

    for endpoint in list(sent_to.app.view_functions):
        sent_to.app.view_functions[endpoint] = broken

    runs = [send(sent_to, seed=7, first=0, count=20) for _ in range(2)]

    assert [(fault.number, fault.sent) for fault in runs[0]] == [(fault.number, fault.sent) for fault in runs[1]]
    assert all(isinstance(fault, Fault) and fault.status.startswith("500") for fault in runs[0])
    assert len(runs[0]) > 3
