"""Whatever somebody does to an event leaves exactly one entry in its log, under their name: no step can forget it."""

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from planner import services
from planner.extensions import db
from planner.models import Activity
from tests.planner.conftest import World
from tests.planner.services.loggedsteps import STEPS, name_of

InApp = Callable[[], AbstractContextManager[Any]]
# What is the log itself, what is logged by whoever calls it, and what belongs to a unit instead of an event.
OTHERS = {
    "activity.record_change",
    "activity.record_reading",
    "rowlog.record_rows",
    "remarks.add_remark",
    "policies.save_policy",
}


def count_entries() -> int:
    """How many entries all logs have."""
    return db.session.scalar(db.select(db.func.count()).select_from(Activity)) or 0


@pytest.mark.parametrize("name", STEPS)
def test_step_leaves_one_entry_under_the_name_of_who_took_it(
    world: World, in_app: InApp, tmp_path: Path, name: str
) -> None:
    with in_app():
        act = STEPS[name](world, tmp_path)
        db.session.commit()
        before = count_entries()

        act()
        db.session.commit()

        newest = db.session.scalars(db.select(Activity).order_by(Activity.id.desc()).limit(1)).one()
        assert (count_entries(), newest.actor) == (before + 1, act.keywords["actor"].name)


def test_every_step_with_an_actor_is_among_them() -> None:
    found = set()
    for module in (import_module(f"planner.services.{each.name}") for each in iter_modules(services.__path__)):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and "actor" in inspect.signature(function).parameters:
                found.add(name_of(function))

    assert found - OTHERS == set(STEPS)
