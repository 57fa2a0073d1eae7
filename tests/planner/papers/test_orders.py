"""A paper as somebody asks for it: what its tag rests on, which options it takes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest

from planner.enums import EventStatus, Role, TeamRole
from planner.models import Event
from tests.planner.conftest import World
from tests.planner.papers.orders import LEADER, OWNER, order_of

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.mark.parametrize(
    "change",
    [
        {"revision": 99},
        {"needs": ("dossier", "people")},
        {"code": "other"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_tag_changes_with_what_the_paper_says_of_itself(world: World, in_app: InApp, change: dict[str, Any]) -> None:
    with in_app():
        order = order_of(world, "plan")
        assert replace(order, paper=replace(order.paper, **change)).tag != order.tag


@pytest.mark.parametrize(
    "change",
    [
        {"host": "plan.example.cn"},
        {"options": {"handout": "h1"}},
        {"access": replace(OWNER, team=None, role=Role.ORGANISER)},
        {"access": LEADER},
    ],
    ids=["host", "option", "organisation", "above"],
)
def test_tag_changes_with_who_asks_for_what(world: World, in_app: InApp, change: dict[str, Any]) -> None:
    with in_app():
        order = order_of(world, "sign_off")
        assert replace(order, **change).tag != order.tag


def test_tag_is_the_same_for_readers_who_see_the_same(world: World, in_app: InApp) -> None:
    with in_app():
        order = order_of(world, "plan")
        assert replace(order, access=replace(OWNER, team=TeamRole.PLANNER)).tag == order.tag


@pytest.mark.parametrize("change", ["change_number", "status", "name_of_owner", "name_of_unit"])
def test_tag_changes_with_the_event(world: World, in_app: InApp, change: str) -> None:
    def rename(event: Event) -> None:
        if change == "change_number":
            event.change_number += 1
        elif change == "status":
            event.status = EventStatus.CANCELLED
        elif change == "name_of_owner":
            event.owner.name = "周明"
        else:
            event.organisation.name = "白石小学"

    with in_app():
        order = order_of(world, "plan")
        before = order.tag
        rename(order.event)
        assert order.tag != before


def test_only_options_that_the_paper_knows_are_taken(world: World, in_app: InApp) -> None:
    with in_app():
        knowing = order_of(world, "sign_off", handout="h1", colour="red")
        plain = order_of(world, "plan", handout="h1", colour="red")

    assert (knowing.options, plain.options) == ({"handout": "h1"}, {})
