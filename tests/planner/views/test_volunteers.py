"""The organiser's board of volunteers, as pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from flask.testing import FlaskClient

from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def test_board_shows_names_to_its_planner_and_masks_them_for_a_reader(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        shift = asking(world)
        signed_up(world, shift, "林知远")
    address = f"/events/{world.event}/volunteers?shift={shift}"

    planner, reader = signed_in("周老师").get(address), signed_in("陈老师").get(address)

    assert ("林知远" in planner.text, "林知远" in reader.text, "林**" in reader.text) == (True, False, True)
    assert planner.headers["Cache-Control"] == reader.headers["Cache-Control"] == "no-store"


def test_fewer_places_let_those_wait_whom_the_organiser_chose(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world)
        first = signed_up(world, shift, "甲", "乙")[0].id
    address = f"/events/{world.event}/volunteers/shifts/{shift}/places"

    refused = signed_in("周老师").post(address, data={"places": "1"})
    signed_in("周老师").post(address, data={"places": "1", "waiting": str(first)})

    with in_app():
        states = [(name, state.value) for name, state in states_of(shift)]
    assert (refused.status_code, states) == (422, [("甲", "waiting"), ("乙", "confirmed")])
