"""How the service of what really happened is called, and logged. Importing adds both."""

from functools import partial
from pathlib import Path
from typing import Any

from planner.actualkinds import Outcome
from planner.services import actuals
from planner.services.actuals import ActualChange
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, Call
from tests.planner.services.loggedsteps import by_owner, prepares
from tests.planner.submissions import event_of


def changed_item(world: World) -> list[ActualChange]:
    """An item of the schedule that was held otherwise."""
    key = put(world, "schedule")[0]
    return [ActualChange(place=f"schedule/{key}", outcome=Outcome.CHANGED, words="下雨")]


def save_call(world: World, _: Path) -> dict[str, Any]:
    """Somebody says what happened."""
    return {"event": event_of(world), "changes": changed_item(world)}


CALLS |= {"actuals.save_actuals": Call(PLANNERS, save_call)}


@prepares(actuals.save_actuals)
def _save_actuals(world: World, _: Path) -> partial[Any]:
    return by_owner(actuals.save_actuals, world, changed_item(world))
