"""The pages of the volunteer file: for organisers of the unit, masked, logged, 50 a page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.extensions import db
from planner.models import FiledVolunteer, UnitEntry
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, in_file, on_file

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


def address(world: World, filed_id: int | str = "") -> str:
    """The file of the school, or one of it."""
    return f"/organisations/{world.units['school']}/volunteers" + (f"/{filed_id}" if filed_id else "")


def test_file_shows_names_and_masked_phones_and_logs_its_opening_once(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        on_file(world, "林知远", phone="13800000021", skills="会游泳")
    client = signed_in("李老师")

    page = client.get(address(world))
    client.get(address(world))

    assert page.headers["Cache-Control"] == "no-store"
    assert ("林知远" in page.text, "138****0021" in page.text, "13800000021" in page.text) == (True, True, False)
    with in_app():
        logged = db.session.execute(select(UnitEntry.actor, UnitEntry.verb, UnitEntry.subject)).all()
        assert [row for row in logged if row.verb == "查看"] == [("李老师", "查看", "志愿者档案")]


def test_empty_file_is_not_logged_as_opened(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    page = signed_in("李老师").get(address(world)).text

    assert "还没有人" in page
    with in_app():
        assert db.session.scalars(select(UnitEntry).where(UnitEntry.verb == "查看")).all() == []


@pytest.mark.parametrize(("name", "status"), [("江老师", 404), ("吴书记", 404), ("陈老师", 403), ("钱会计", 403)])
def test_file_is_for_organisers_of_the_unit(world: World, signed_in: SignedIn, name: str, status: int) -> None:
    assert signed_in(name).get(address(world)).status_code == status


def test_file_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get(address(world)).headers["Location"].startswith("/sign-in")


def test_search_and_standing_stay_in_the_addresses_of_pages(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        on_file(world, *(f"{chr(0x4E00 + number)}知远" for number in range(51)), experienced=True)
        on_file(world, "苏禾")
    client = signed_in("周老师")

    first = client.get(address(world), query_string={"q": "zy", "standing": "experienced"}).text
    second = client.get(address(world), query_string={"q": "zy", "standing": "experienced", "page": "2"}).text

    assert (first.count("<tr>"), second.count("<tr>")) == (51, 2)
    assert "第 1 / 2 页" in first
    assert "q=zy&amp;standing=experienced" in first.replace("page=2&amp;", "")


def test_same_statements_at_1_and_3_of_the_file(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    with in_app():
        on_file(world, "甲")
    client = signed_in("周老师")
    client.get(address(world))
    with count_queries() as one:
        client.get(address(world))
    with in_app():
        on_file(world, "乙", "丙")
    with count_queries() as three:
        client.get(address(world))

    assert len(three) == len(one)


def test_what_is_noted_is_kept_and_a_bad_day_stays_in_the_form(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        [filed] = on_file(world, "林知远")
        where = address(world, filed.id)
    client = signed_in("周老师")
    form = {"version": "1", "experienced": "y", "trained_until": "2027-12-31", "checked_on": "2026-03-01"}

    refused = client.post(where, data=form | {"checked_until": "2月30日"})
    kept = client.post(where, data=form)
    late = client.post(where, data=form)

    assert (refused.status_code, "2月30日" in refused.text) == (422, True)
    assert (kept.status_code, late.status_code) == (302, 409)
    with in_app():
        found = db.session.scalars(select(FiledVolunteer)).one()
        assert (found.experienced, str(found.trained_until), str(found.checked_until)) == (
            True,
            "2027-12-31",
            "2027-03-01",
        )


def test_one_of_another_unit_is_not_there(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        [filed] = on_file(world, "林知远")
        id_ = filed.id

    answer = signed_in("江老师").get(f"/organisations/{world.units['stranger']}/volunteers/{id_}")

    assert answer.status_code == 404


def test_two_of_one_name_are_merged_and_one_is_taken_off(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        [one], [other] = on_file(world, "陈晨", phone="13900000001"), on_file(world, "陈晨", phone="13900000002")
        first, second = one.id, other.id
    client = signed_in("周老师")

    asked = client.get(address(world, first)).text
    client.post(f"{address(world, first)}/merge/{second}")
    with in_app():
        left = in_file()
        id_ = db.session.scalars(select(FiledVolunteer.id)).one()
    client.post(f"{address(world, id_)}/remove")

    assert f"/merge/{second}" in asked
    assert left == [("陈晨", "13900000002")]
    with in_app():
        assert in_file() == []


@pytest.mark.parametrize("verb", ["merge/1", "remove"])
def test_file_is_not_changed_by_looking(world: World, signed_in: SignedIn, verb: str) -> None:
    assert signed_in("周老师").get(f"{address(world, 1)}/{verb}").status_code == 405


def test_users_page_leads_organisers_to_the_file(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    links = {name: address(world) in signed_in(name).get("/users").text for name in ("周老师", "管理员", "陈老师")}
    with in_app():
        shift = asking(world)
    board = signed_in("周老师").get(f"/events/{world.event}/volunteers?shift={shift}").text

    assert links == {"周老师": True, "管理员": True, "陈老师": False}
    assert f"/events/{world.event}/volunteers/invite?shift={shift}" in board
