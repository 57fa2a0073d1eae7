"""The check-up in memory: never older than the event, the day, or the limits of the unit."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from budgets import Policy
from planner.extensions import db
from planner.models import Organisation
from planner.queries.checkup import current_readiness
from planner.queries.dossier import current_dossier
from planner.services.policies import save_policy
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


def found_codes(world: World) -> set[str]:
    """What the check-up finds of the event now."""
    event = event_of(world)
    ready = current_readiness(event, current_dossier(event))
    return {finding.code for finding in (*ready.must, *ready.may)}


def test_new_limits_of_the_unit_are_judged_by_at_once(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "budget", {"category": "物资", "item": "爆竹"})
        before = found_codes(world)
        limits = Policy(document="经费办法", effective_from=date(2020, 1, 1), confirmed=True, forbidden_words=("爆竹",))
        school = db.session.get_one(Organisation, world.units["school"])
        save_policy(school, limits, actor=user(world, "钱会计"))

        assert ("goods-forbidden" in before, "goods-forbidden" in found_codes(world)) == (False, True)


def test_judgement_is_kept_while_nothing_changes(world: World, in_app: InApp) -> None:
    with in_app():
        event = event_of(world)

        assert current_readiness(event, current_dossier(event)) is current_readiness(event, current_dossier(event))
