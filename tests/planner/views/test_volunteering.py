"""What the organiser settles of one volunteer, as pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from flask.testing import FlaskClient

from planner.enums import SignUpState
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def test_page_of_a_volunteer_names_them_and_is_never_kept(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        sign_up = signed_up(world, asking(world), "林知远")[0].id

    page = signed_in("周老师").get(f"/events/{world.event}/volunteers/people/{sign_up}")

    assert (page.status_code, "林知远" in page.text, page.headers["Cache-Control"]) == (200, True, "no-store")


def test_refusal_without_a_word_is_asked_for_one(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world)
        sign_up = signed_up(world, shift, "林知远")[0].id
    address = f"/events/{world.event}/volunteers/people/{sign_up}/refuse"

    asked = signed_in("周老师").post(address, data={"word": ""})
    done = signed_in("周老师").post(address, data={"word": "要满 18 岁"})

    with in_app():
        assert states_of(shift) == [("林知远", SignUpState.REFUSED)]
    assert (asked.status_code, "写一句为什么" in asked.text) == (422, True)
    assert done.location == f"/events/{world.event}/volunteers?shift={shift}#shift"


def test_volunteer_is_added_by_hand(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world)
    data = {"shift": shift, "name": "林知远", "phone": "13800001111", "sex": "", "born": ""}

    done = signed_in("周老师").post(f"/events/{world.event}/volunteers/add", data=data)

    with in_app():
        assert states_of(shift) == [("林知远", SignUpState.CONFIRMED)]
    assert done.status_code == 302
