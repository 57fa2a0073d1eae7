"""The paper that a guardian signs by hand, as the organiser prints it and notes that it was received."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Activity, Link
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def minor(world: World, in_app: InApp) -> tuple[str, int]:
    """The own page of somebody under age, and the number of the sign-up."""
    with in_app():
        [one] = signed_up(world, asking(world), "陈晨", born=(2012, 3))
        return f"/v/me/{db.session.get_one(Link, one.volunteer.link_id).token}", one.id


def test_organiser_prints_notes_and_takes_back(
    minor: tuple[str, int], world: World, signed_in: SignedIn, in_app: InApp, client: FlaskClient
) -> None:
    home, number = minor
    there, me = f"/events/{world.event}/volunteers/people/{number}", signed_in("周老师")

    assert "还没有同意。" in me.get(there).text
    assert "陈晨" in "".join(pages_of(me.get(f"{there}/consent.pdf").data))
    me.post(f"{there}/guardian-paper", data={"received": "1"})

    assert "周老师" in me.get(there).text
    assert "记的：收到签好字的纸" in me.get(there).text
    assert "等监护人同意" not in client.get(home).text
    me.post(f"{there}/guardian-paper", data={"received": "0"})
    assert "等监护人同意" in client.get(home).text
    with in_app():
        wanted = db.select(Activity.verb).where(Activity.verb.contains("纸质同意书")).order_by(Activity.id)
        assert list(db.session.scalars(wanted)) == ["收到纸质同意书", "撤回纸质同意书"]


def test_grown_up_is_asked_for_no_paper(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        [one] = signed_up(world, asking(world), "甲")
        number = one.id

    assert "监护人同意" not in signed_in("周老师").get(f"/events/{world.event}/volunteers/people/{number}").text
