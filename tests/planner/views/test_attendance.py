"""Ticking who came to a shift, on several phones at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from planner.enums import PlaceCheck
from planner.extensions import db
from planner.models import Activity, SignUp
from tests.conftest import At
from tests.planner.attendancesteps import digits_of, noted_of, stay_of, wall
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, SignedIn
from tests.planner.volunteersteps import asking, signed_up

PHONES = 40
NAMES = [chr(ord("一") + number) + "同学" for number in range(PHONES)]
# Who is signed in; the event with what they are to it.
UNCHANGED = 2


@dataclass(frozen=True)
class Ticks:
    """The address where a shift is ticked, and its people by the ids of their sign-ups."""

    address: str
    shift: str
    people: tuple[int, ...]

    def tick(self, client: FlaskClient, verb: str, at: int = 0, seen: str = "") -> TestResponse:
        """Press a button about one of them."""
        return client.post(self.address, data={"do": f"{verb}-{self.people[at]}{seen}"}, follow_redirects=True)

    def back(self, in_app: InApp, mark: str) -> str:
        """What the button that takes back the first one's mark says besides, as it is drawn now."""
        with in_app():
            return f"-{mark}-{noted_of(db.session.get_one(SignUp, self.people[0])).version}"

    def stay(self, in_app: InApp, at: int = 0) -> tuple[str, str, str, str]:
        """From when until when one of them was there, and who noted it."""
        with in_app():
            return stay_of(db.session.get_one(SignUp, self.people[at]))


@pytest.fixture
def ticks(world: World, in_app: InApp, at: At) -> Ticks:
    """A shift of two that began twenty minutes ago."""
    with in_app():
        shift = asking(world)
        people = tuple(one.id for one in signed_up(world, shift, "甲", "乙"))
    at(wall("09:20"))
    return Ticks(f"/events/{world.event}/volunteers/shifts/{shift}/attendance", shift, people)


def test_who_is_missing_stands_on_top_and_everybody_is_named_who_ticked(
    ticks: Ticks, signed_in: SignedIn, in_app: InApp, at: At
) -> None:
    client, other = signed_in("周老师"), signed_in("管理员")
    page = client.get(ticks.address)
    assert ("还没到 2 人" in page.text, "2 人没到" in page.text, page.headers["Cache-Control"]) == (
        True,
        True,
        "no-store",
    )

    first = ticks.tick(client, "arrive")
    assert ("记上了：09:20 到" in first.text, "09:20 到，周老师勾的" in first.text) == (True, True)
    assert ("晚 20 分钟" in first.text, "还没到 1 人" in first.text) == (True, True)
    assert "周老师已经记了：09:20 到" in ticks.tick(other, "arrive").text
    at(wall("11:01"))
    assert "11:01 走，管理员勾的" in ticks.tick(other, "leave").text
    assert ticks.stay(in_app) == ("09:20", "周老师", "11:01", "管理员")


def test_mark_is_taken_back_as_it_was_seen(ticks: Ticks, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    ticks.tick(client, "arrive")
    seen = ticks.back(in_app, "arrived")
    ticks.tick(signed_in("管理员"), "leave")

    refused = ticks.tick(client, "back", seen=seen)
    assert (refused.status_code, "你要撤回签到，可管理员刚才记了“09:20—09:20”" in refused.text) == (409, True)
    ticks.tick(client, "back", seen=ticks.back(in_app, "left"))
    assert "已撤回签到" in ticks.tick(client, "back", seen=ticks.back(in_app, "arrived")).text
    assert ticks.stay(in_app) == ("", "", "", "")
    again = ticks.tick(client, "back", seen=ticks.back(in_app, "arrived"))
    assert (again.status_code, "已经有人撤回了" in again.text, "还没到 2 人" in again.text) == (404, True, True)


def test_absence_is_noted_and_taken_back(ticks: Ticks, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")

    absent = ticks.tick(client, "absent").text
    assert ("周老师记了未到" in absent, "记了未到 1 人" in absent, "还没到 1 人" in absent) == (True, True, True)
    assert "还没到 2 人" in ticks.tick(client, "present").text
    ticks.tick(client, "absent")
    assert "09:20 到，周老师勾的" in ticks.tick(client, "arrive").text


def test_forgotten_departures_are_taken_with_one_button(
    ticks: Ticks, signed_in: SignedIn, in_app: InApp, at: At
) -> None:
    client = signed_in("周老师")
    for number in (0, 1):
        ticks.tick(client, "arrive", number)
    assert "忘了签退" not in client.get(ticks.address).text
    at(wall("12:00"))
    assert "2 人忘了签退" in client.get(ticks.address).text
    board = ticks.address.partition("/shifts")[0]
    assert "2 人忘了签退" in client.get(board).text

    page = client.post(f"{ticks.address}/ends", follow_redirects=True).text

    assert ("2 人按班次签退了" in page, "11:00 走，周老师按班次记的" in page) == (True, True)
    assert ticks.stay(in_app, 1) == ("09:20", "周老师", "11:00", "周老师")
    assert "忘了签退" not in client.get(board).text


def test_what_wants_a_look_is_marked(ticks: Ticks, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    ticks.tick(client, "arrive")
    with in_app():
        noted = noted_of(db.session.get_one(SignUp, ticks.people[0]))
        noted.arrived_by, noted.arrived_place, noted.arrived_sent_at = "", PlaceCheck.FAR, wall("10:06")
        db.session.commit()

    page = client.get(ticks.address).text

    assert "09:20 到，本人签的" in page
    assert "晚 20 分钟，离得远，离线，10:06 送到" in page


@pytest.mark.parametrize("do", ["", "arrive", "arrive-x", "arrive-999", "fly-1", "back-1-arrived-x", "back-1-gone-1"])
def test_button_that_there_is_not_is_refused(ticks: Ticks, signed_in: SignedIn, do: str) -> None:
    assert signed_in("周老师").post(ticks.address, data={"do": do}).status_code == 404


def test_opening_is_logged_once_and_asking_again_is_not(ticks: Ticks, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    client.get(ticks.address)
    for _ in range(3):
        client.get(f"{ticks.address}/list")

    with in_app():
        read = db.session.scalars(db.select(Activity).where(Activity.verb == "查看")).all()
        assert [one.subject for one in read] == ["志愿者名单"]


def test_forty_phones_that_ask_again_cost_two_statements_each_until_somebody_ticks(
    ticks: Ticks, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client = signed_in("周老师")
    tag = client.get(f"{ticks.address}/list").headers["ETag"]
    phones = [signed_in("周老师") for _ in range(2)]
    for phone in phones:
        phone.get(f"{ticks.address}/list", headers={"If-None-Match": tag})

    with count_queries() as sent:
        answers = [phones[n % 2].get(f"{ticks.address}/list", headers={"If-None-Match": tag}) for n in range(PHONES)]

    assert {answer.status_code for answer in answers} == {304}
    assert len(sent) == UNCHANGED * PHONES
    assert max(len(answer.data) + len(str(answer.headers)) for answer in answers) < 500
    ticks.tick(client, "arrive")
    after = phones[0].get(f"{ticks.address}/list", headers={"If-None-Match": tag})
    assert (after.status_code, "09:20 到" in after.text) == (200, True)
    assert after.headers["ETag"] != tag


def test_list_of_forty_stays_small_and_costs_the_same(
    world: World,
    in_app: InApp,
    at: At,
    signed_in: SignedIn,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    with in_app():
        shift = asking(world, places=PHONES)
        signed_up(world, shift, NAMES[0])
    at(wall("09:20"))
    address = f"/events/{world.event}/volunteers/shifts/{shift}/attendance/list"
    client = signed_in("周老师")
    client.get(address)
    with count_queries() as one:
        client.get(address)
    at(wall("07:00"))
    with in_app():
        signed_up(world, shift, *NAMES[1:])
    at(wall("09:20"))
    client.get(address)
    with count_queries() as many:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert len(many) == len(one)
    assert len(answer.data) < 4000


def test_digits_of_the_day_stand_on_the_board_for_its_planner(
    ticks: Ticks, world: World, signed_in: SignedIn, in_app: InApp
) -> None:
    with in_app():
        digits = digits_of(world, ticks.shift)
    ticks.tick(signed_in("周老师"), "arrive")
    address = f"/events/{world.event}/volunteers?shift={ticks.shift}"

    planner, reader = signed_in("周老师").get(address).text, signed_in("陈老师").get(address).text

    assert (f">{digits}<" in planner, f">{digits}<" in reader) == (True, False)
    assert planner.index("还没到") < planner.index("09:20 到，周老师勾的")
    assert "1 人到" in planner


def test_exported_table_says_who_came_and_went(ticks: Ticks, world: World, signed_in: SignedIn, at: At) -> None:
    client = signed_in("周老师")
    ticks.tick(client, "arrive")
    at(wall("11:02"))
    ticks.tick(client, "leave")

    table = client.get(f"/events/{world.event}/volunteers/export").data

    rows = CalamineWorkbook.from_filelike(BytesIO(table)).get_sheet_by_index(0).to_python()
    states = [cell for row in rows for cell in row if str(cell).startswith("已报名")]
    assert states == ["已报名，09:20—11:02", "已报名"]


def test_ticking_needs_login(ticks: Ticks, client: FlaskClient) -> None:
    assert client.get(ticks.address).headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(("name", "status"), [("江老师", 404), ("陈老师", 403), ("韩校长", 403)])
def test_only_who_works_on_the_event_ticks(ticks: Ticks, signed_in: SignedIn, name: str, status: int) -> None:
    client = signed_in(name)

    answers = {client.get(ticks.address).status_code, client.get(f"{ticks.address}/list").status_code}

    assert answers | {ticks.tick(client, "arrive").status_code} == {status}


def test_shift_that_is_gone_is_not_ticked(world: World, ticks: Ticks, signed_in: SignedIn) -> None:
    address = f"/events/{world.event}/volunteers/shifts/nothere/attendance"

    assert signed_in("周老师").get(address).status_code == 404
    assert signed_in("周老师").get(f"{ticks.address}/ends").status_code == 405
