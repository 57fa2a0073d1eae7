"""Settling hours, as pages: approved in one step and one by one, corrected, judged, left out, handed out."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from planner.extensions import db
from planner.models import Activity, HoursRequest
from planner.queries.hours import read_helpers
from planner.services.hoursrequests import ask_correction
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, came, past_shift, served, wall
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import page_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def here(world: World) -> str:
    """The address of the page."""
    return f"/events/{world.event}/volunteers/hours"


def states(world: World) -> list[tuple[str, str, int]]:
    """Name, state and minutes of every shift."""
    return [
        (one.volunteer.name, shift.state.value, shift.minutes)
        for one in read_helpers(event_of(world))
        for shift in one.shifts
    ]


def test_page_says_until_when_and_whom_one_has_to_look_at(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        plain, forgot = past_shift(world, "甲", "乙")
        came(plain, wall(9), wall(11))
        came(forgot, wall(9), None)

    page = signed_in("周老师").get(here)

    for words in (
        "2 人的时长等核定",
        "最迟",
        "核定不用看的 1 人",
        "1 人要看一眼",
        "09:00 到；忘了签退，先按班次结束的时间",
    ):
        assert words in page.text, words
    assert page.headers["Cache-Control"] == "no-store"
    with in_app():
        last = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert last is not None
        assert (last.verb, last.subject) == ("查看", "志愿服务时长")


def test_all_that_needs_no_look_is_approved_in_one_step(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        plain, _ = past_shift(world, "甲", "乙")
        came(plain, wall(9), wall(11))

    answer = signed_in("周老师").post(f"{here}/approve", follow_redirects=True)

    assert "已核定 1 人的时长" in answer.text
    with in_app():
        assert states(world) == [("甲", "已核定", 120), ("乙", "等核定", 0)]


def test_one_is_looked_at_corrected_judged_and_approved(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        [one] = past_shift(world, "甲")
        person, shift = one.volunteer_id, one.id
    client, address = signed_in("周老师"), f"{here}/people/{person}"

    refused = client.post(f"{address}/shifts/{shift}", data={"hours": "1.5", "because": ""})
    client.post(f"{address}/shifts/{shift}", data={"hours": "1.5", "because": "门岗记的"})
    client.post(f"{address}/evaluate", data={"stars": "5", "words": "做事细心"})
    client.post(f"{address}/approve")
    page = client.get(address).text

    assert (refused.status_code, 'value="1.5"' in refused.text, "写一句为什么改" in refused.text) == (422, True, True)
    for words in ("已核定 1.5 小时", "门岗记的", "0.0 → 1.5 小时，周老师"):
        assert words in page, words
    with in_app():
        assert states(world) == [("甲", "已核定", 90)]


def test_request_is_answered(world: World, in_app: InApp, signed_in: SignedIn, here: str) -> None:
    with in_app():
        [one] = served(world, "甲")
        asked = ask_correction(event_of(world), one.volunteer, "少记了半小时", actor=page_of(one)).id
        db.session.commit()
        address = f"{here}/people/{one.volunteer_id}"
    client = signed_in("周老师")

    before = client.get(address).text
    client.post(f"{address}/requests/{asked}", data={"answer": "按 11:00 算"})

    assert "少记了半小时" in before
    with in_app():
        assert db.session.get_one(HoursRequest, asked).answer == "按 11:00 算"


def test_request_of_somebody_else_is_not_answered_here(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        one, other = served(world, "甲", "乙")
        asked = ask_correction(event_of(world), one.volunteer, "少记了", actor=page_of(one)).id
        db.session.commit()
        address = f"{here}/people/{other.volunteer_id}/requests/{asked}"

    assert signed_in("周老师").post(address, data={"answer": "好"}).status_code == 404


def test_record_is_handed_out_for_a_reason_with_what_is_known(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        phone = approved(world, "甲").phone
    client = signed_in("周老师")

    silent = client.post(f"{here}/record", data={"because": ""})
    form = {"because": "录入国家系统", "once": "a-key-of-the-page"}
    answer, again = client.post(f"{here}/record", data=form), client.post(f"{here}/record", data=form)

    assert (silent.status_code, "写一句导出去做什么" in silent.text) == (422, True)
    sheets = load_workbook(io.BytesIO(answer.data))
    person = [cell.value for cell in sheets["个人基本信息"][4]]
    service = [cell.value for cell in sheets["志愿服务情况"][4]]
    assert (person[1], phone in person, service[1], service[6]) == ("甲", True, "甲", 2)
    with in_app():
        handed_out = db.select(Activity.actor).where(Activity.subject == "志愿服务记录，录入国家系统")
        assert db.session.scalars(handed_out).all() == ["周老师", "周老师"]
    assert again.data == answer.data


@pytest.mark.parametrize(("name", "is_told"), [("周老师", True), ("陈老师", False)])
def test_event_and_desk_say_by_when_to_who_settles_hours(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, name: str, is_told: bool
) -> None:
    with in_app():
        served(world, "甲")
    client = signed_in(name)

    event, desk = client.get(f"/events/{world.event}").text, client.get("/").text

    assert ("1 名志愿者的时长等核定，最迟" in event, f'href="{here}"' in event) == (is_told, is_told)
    assert ("核定 1 名志愿者的时长，最迟" in desk) == is_told


@pytest.mark.parametrize(("name", "status"), [("陈老师", 403), ("钱会计", 403), ("江老师", 404)])
def test_who_does_not_settle_hours_sees_none(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, name: str, status: int
) -> None:
    with in_app():
        [one] = served(world, "甲")
        person = one.volunteer_id
    client = signed_in(name)

    assert [client.get(path).status_code for path in (here, f"{here}/people/{person}")] == [status, status]


def test_number_of_statements_does_not_grow_with_volunteers(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    here: str,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    with in_app():
        [first] = past_shift(world, "甲", places=9)
        came(first, wall(9), wall(11))
    client = signed_in("周老师")
    client.get(here)
    with count_queries() as few:
        client.get(here)
    with in_app():
        for one in past_shift(world, "乙", "丙", "丁", start=13, end=15):
            came(one, wall(13), wall(15))
    client.get(here)

    with count_queries() as many:
        assert "丁" in client.get(here).text
    assert len(many) == len(few)
