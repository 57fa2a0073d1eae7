"""The own page of a volunteer: theirs alone, with what is next, what changed, and the way out."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from planner import clock
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Link, Volunteer
from planner.services.rows import edit_row, find_row, row_values
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.signingsteps import ALONE, Mine, Public, add_shift, all_sign_ups, open_sign_up, send
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


def test_page_shows_what_is_next_and_knows_the_phone(mine: Mine, client: FlaskClient) -> None:
    answer = client.get(mine.home)

    for words in ("林知远", "栈道看护", "已报名", "请假", "138****0027", "水杯"):
        assert words in answer.text, words
    cookie = answer.headers["Set-Cookie"]
    assert ("HttpOnly" in cookie, "Path=/v" in cookie, answer.headers["Cache-Control"]) == (True, True, "no-store")


def test_page_of_a_cancelled_event_offers_nothing_to_sign_up_for_or_leave(
    mine: Mine, world: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        event_of(world).status = EventStatus.CANCELLED
        db.session.commit()

    page = client.get(mine.home).text

    assert ("全部班次取消" in page, "再报一个班次" in page, "先打电话更快" in page) == (True, False, False)


def test_page_that_shows_its_link_is_not_compressed(mine: Mine, client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get(mine.home, headers={"Accept-Encoding": "br"}).headers


def test_number_of_statements_stays(
    mine: Mine,
    world: World,
    client: FlaskClient,
    in_app: InApp,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    client.get(mine.home)
    with count_queries() as few:
        client.get(mine.home)
    with in_app():
        keys = [add_shift(world, f"岗位{number}", days=40 + number) for number in range(4)]
        db.session.commit()
    for key in keys:
        client.post(f"/v/{mine.public}/{key}/mine")
    client.get(mine.home)

    with count_queries() as many:
        assert "岗位3" in client.get(mine.home).text
    assert len(many) == len(few)


def test_leave_gives_the_place_to_whoever_waits(mine: Mine, client: FlaskClient, app: Flask, in_app: InApp) -> None:
    other = app.test_client()
    waits = {**ALONE, "name": "苏禾", "phone": "13800000031"}
    home = (send(other, mine.public, mine.shift, waits, wait="1").location or "").split("/done")[0]

    answer = client.post(f"{mine.home}/{mine.shift}/leave", data={"because": "生病"})

    assert answer.location == mine.home
    with in_app():
        assert all_sign_ups() == [("林知远", "left"), ("苏禾", "confirmed")]
    assert "候补补上了" in other.get(home).text


@pytest.mark.parametrize(("hours", "is_late"), [(2000, True), (24, False)])
def test_leave_page_says_what_will_happen(
    mine: Mine, world: World, client: FlaskClient, in_app: InApp, hours: int, is_late: bool
) -> None:
    with in_app():
        open_sign_up(world, leave_hours=hours)
        db.session.commit()

    page = client.get(f"{mine.home}/{mine.shift}/leave").text

    assert ("同意前你还在名单上" in page, "名额马上给排在后面的人" in page) == (is_late, not is_late)


def test_late_leave_asks_the_organiser(mine: Mine, world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        open_sign_up(world, leave_hours=2000)
        db.session.commit()

    client.post(f"{mine.home}/{mine.shift}/leave", data={"because": "生病"})

    assert "请假待同意" in client.get(mine.home).text
    with in_app():
        assert all_sign_ups() == [("林知远", "confirmed")]


def change_place(world: World, mine: Mine) -> None:
    """The organiser moves the post elsewhere."""
    event, owner = event_of(world), user(world, "周老师")
    post = find_row(event, "posts", find_row(event, "shifts", mine.shift).post)
    edit_row(
        event, "posts", post.key, {**row_values("posts", post), "place": "礼堂"}, version=post.version, actor=owner
    )
    db.session.commit()


@pytest.mark.parametrize(("comes", "state"), [("yes", "confirmed"), ("no", "left")])
def test_change_is_shown_and_answered(
    mine: Mine, world: World, client: FlaskClient, in_app: InApp, comes: str, state: str
) -> None:
    with in_app():
        change_place(world, mine)
    page = client.get(mine.home).text
    assert ("栈道看护改了，还能来吗" in page, "操场</del>" in page, "礼堂</ins>" in page) == (True, True, True)

    client.post(f"{mine.home}/{mine.shift}/answer", data={"comes": comes})

    assert "还能来吗" not in client.get(mine.home).text
    with in_app():
        assert all_sign_ups() == [("林知远", state)]


def test_calendar_goes_along_with_the_shifts(mine: Mine, client: FlaskClient) -> None:
    page = client.get(f"{mine.home}/calendar").text
    before = client.get(f"{mine.home}/shifts.ics")
    client.post(f"{mine.home}/{mine.shift}/leave", data={})
    after = client.get(f"{mine.home}/shifts.ics")

    assert f"webcal://localhost{mine.home}/shifts.ics" in page
    assert before.mimetype == "text/calendar"
    assert ("栈道看护" in before.text, "栈道看护" in after.text) == (True, False)


@pytest.mark.parametrize(
    "path",
    ["", "/details", "/file", "/x/come", "/guardian", "/erase", "/calendar", "/shifts.ics", "/done/x", "/x/leave"],
)
def test_wrong_link_is_one_answer(world: World, client: FlaskClient, path: str) -> None:
    answer = client.get(f"/v/me/nothere{path}")

    assert (answer.status_code, "这个链接打不开了" in answer.text) == (404, True)


def test_shift_of_somebody_else_is_not_there(mine: Mine, world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        other = add_shift(world, "接回交接", days=40)
        db.session.commit()

    assert client.post(f"{mine.home}/{other}/leave").status_code == 404
    assert client.get(f"{mine.home}/done/{other}").status_code == 404


def test_answer_is_a_form(mine: Mine, client: FlaskClient) -> None:
    assert client.get(f"{mine.home}/{mine.shift}/answer").status_code == 405


def test_page_that_is_closed_leads_a_known_phone_to_the_way_back(
    mine: Mine, public: Public, client: FlaskClient, app: Flask, in_app: InApp
) -> None:
    client.get(mine.home)
    with in_app():
        [volunteer] = db.session.scalars(select(Volunteer))
        db.session.get_one(Link, volunteer.link_id).revoked_at = clock.now()
        db.session.commit()
    way_back = f'href="/v/{public.token}/find"'

    closed, wrong = client.get(mine.home), client.get("/v/me/nothere")
    stranger = app.test_client().get(mine.home)

    assert [(page.status_code, way_back in page.text) for page in (closed, wrong)] == [(404, True)] * 2
    assert (stranger.status_code, way_back in stranger.text) == (404, False)


def test_leave_is_explained_only_while_there_is_a_shift_to_come(mine: Mine, client: FlaskClient, at: At) -> None:
    assert "小时内要" in client.get(mine.home).text

    at(clock.now() + timedelta(days=60))

    assert "小时内要" not in client.get(mine.home).text
