"""The steps around what a settlement lacks: waived, withdrawn, asked for. Importing registers them."""

from functools import partial
from pathlib import Path

from planner.services import waivers
from tests.planner.conftest import World
from tests.planner.moneysteps import passed, planned, spent
from tests.planner.services.loggedsteps import Act, prepares
from tests.planner.submissions import event_of, user

APPROVAL = ["approval:"]


def bare(world: World) -> None:
    """Money was spent, and nothing proves it."""
    bus, _meals = planned(world)
    passed(world)
    spent(world, {"line": bus})


@prepares(waivers.waive_gaps)
def _waive(world: World, _: Path) -> Act:
    bare(world)
    return partial(waivers.waive_gaps, event_of(world), APPROVAL, "批件在档案室", actor=user(world, "钱会计"))


@prepares(waivers.withdraw_waiver)
def _withdraw(world: World, _: Path) -> Act:
    bare(world)
    finance = user(world, "钱会计")
    (waiver,) = waivers.waive_gaps(event_of(world), APPROVAL, "批件在档案室", actor=finance)
    return partial(waivers.withdraw_waiver, event_of(world), waiver.id, actor=finance)


@prepares(waivers.ask_for_proof)
def _ask(world: World, _: Path) -> Act:
    bare(world)
    return partial(waivers.ask_for_proof, event_of(world), APPROVAL, actor=user(world, "钱会计"))
