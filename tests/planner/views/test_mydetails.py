"""What a volunteer gave, on their own page: changed, signed for by a guardian, erased."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.extensions import db
from planner.models import Link, SignUp, Volunteer
from tests.planner.conftest import World
from tests.planner.signingsteps import MINOR, SIGNATURE, Mine, all_sign_ups, sign_up_elsewhere, volunteer_named

InApp = Callable[[], AbstractContextManager[object]]


def test_details_are_changed(mine: Mine, client: FlaskClient, in_app: InApp) -> None:
    form = {
        "phone": "+86 13900000001",
        "unit": "云台一中",
        "emergency_name": "林女士",
        "emergency_phone": "13900000002",
    }
    refused = client.post(f"{mine.home}/details", data={**form, "phone": "139"})
    client.post(f"{mine.home}/details", data=form)

    assert (refused.status_code, "现在是 3 位" in refused.text) == (422, True)
    with in_app():
        volunteer = volunteer_named("林知远")
        found = (volunteer.phone, volunteer.unit, volunteer.emergency_name, volunteer.photos)
    assert found == ("13900000001", "云台一中", "林女士", False)


def test_guardian_signs_on_the_own_page(world: World, client: FlaskClient, app: Flask, in_app: InApp) -> None:
    mine = sign_up_elsewhere(world, in_app, app, MINOR)
    guardian = {"guardian_name": "苏建国", "guardian_phone": "13800000029"}
    assert "等监护人同意" in client.get(mine.home).text
    asked = client.get(f"{mine.home}/guardian").text

    refused = client.post(f"{mine.home}/guardian", data=guardian)
    client.post(f"{mine.home}/guardian", data={**guardian, "signature": SIGNATURE})

    assert ("<dt>栈道看护</dt>" in asked, "09:00—11:00" in asked, "操场" in asked) == (True, True, True)
    assert (refused.status_code, "请监护人用手指写名字。" in refused.text) == (422, True)
    with in_app():
        assert all_sign_ups() == [("林知远", "confirmed")]
        assert volunteer_named("林知远").signature == SIGNATURE


def test_erasing_empties_the_row_and_closes_the_page(mine: Mine, client: FlaskClient, in_app: InApp) -> None:
    assert "清除林知远的资料？" in client.get(f"{mine.home}/erase").text

    answer = client.post(f"{mine.home}/erase")

    assert answer.location == f"/v/{mine.public}"
    assert client.get(mine.home).status_code == 404
    with in_app():
        volunteer = db.session.scalars(select(Volunteer)).one()
        sealed = (volunteer.name, volunteer.phone, volunteer.born, volunteer.code, volunteer.phone_index)
        assert sealed == ("", "", "", "", None)
        assert volunteer.erased_at is not None
        assert db.session.get_one(Link, volunteer.link_id).token == ""
        assert [one.state.value for one in db.session.scalars(select(SignUp))] == ["left"]
