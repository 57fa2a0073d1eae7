"""Checking in and out on the own page of a volunteer, by the digits of a sign."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from planner.enums import PlaceCheck
from planner.extensions import db
from planner.models import Link, PostPosition, SignUp
from planner.people.attendance import Pressed
from planner.people.positions import GeoPoint
from planner.queries.signups import find_desk
from planner.services import signinglimits
from planner.services.rows import find_row
from planner.services.volunteering import mark_absence
from planner.views.checkin import read_pressed
from tests.conftest import At
from tests.planner.attendancesteps import digits_of, noted_of, stay_of, wall, wrong_digits
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up


@dataclass(frozen=True)
class Mine:
    """Somebody's own page on the day of their shift, with the digits that open it."""

    home: str
    public: str
    shift: str
    post: str
    sign_up: int
    digits: str
    yesterday: str
    wrong: str

    def arrive(self, client: FlaskClient, digits: str | None = None, **more: str) -> TestResponse:
        """Press 签到."""
        data = {"digits": self.digits if digits is None else digits, **more}
        return client.post(f"{self.home}/{self.shift}/arrive", data=data)

    def depart(self, client: FlaskClient, digits: str = "") -> TestResponse:
        """Press 签退."""
        return client.post(f"{self.home}/{self.shift}/depart", data={"digits": digits})


@pytest.fixture
def mine(world: World, in_app: InApp, at: At) -> Mine:
    """林知远 twenty minutes before their shift."""
    with in_app():
        shift = asking(world)
        one = signed_up(world, shift, "林知远")[0]
        desk = find_desk(world.event)
        assert desk is not None
        token = db.session.get_one(Link, one.volunteer.link_id).token
        made = Mine(
            home=f"/v/me/{token}",
            public=f"/v/{desk.link.token}",
            shift=shift,
            post=find_row(event_of(world), "shifts", shift).post,
            sign_up=one.id,
            digits=digits_of(world, shift),
            yesterday=digits_of(world, shift, -1),
            wrong=wrong_digits(world, shift),
        )
    at(wall("08:40"))
    return made


def stay(in_app: InApp, mine: Mine) -> tuple[str, str, str, str]:
    """From when until when they were there, and who noted it."""
    with in_app():
        return stay_of(db.session.get_one(SignUp, mine.sign_up))


def box(answer: TestResponse) -> str:
    """The box of the shift of today, without tags."""
    found = re.search(r'<section class="now".*?</section>', answer.text, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])).strip() if found else ""


def test_day_is_told_from_the_hour_before_until_the_volunteer_has_gone(
    mine: Mine, client: FlaskClient, in_app: InApp, at: At
) -> None:
    at(wall("07:30"))
    early = client.get(mine.home)
    assert ("还有 90 分钟" in box(early), "08:00 起可以签到。" in box(early), 'name="digits"' in early.text) == (
        True,
        True,
        False,
    )
    at(wall("08:40"))
    assert "今天，还有 20 分钟" in box(client.get(mine.home))
    assert mine.arrive(client).location == mine.home
    here = client.get(mine.home)
    assert ("08:40 签到，20 分钟后开始" in box(here), "忘了也不要紧，按 11:00 先记" in box(here)) == (True, True)
    assert f"{mine.shift}/leave" not in here.text, "whoever has come doesn't ask to stay away"
    at(wall("11:05"))
    assert mine.depart(client).location == mine.home
    gone = client.get(mine.home)
    assert (box(gone), "08:40—11:05" in gone.text, "已签退" in gone.text) == ("", True, True)
    assert stay(in_app, mine) == ("08:40", "", "11:05", "")


def test_who_goes_early_is_done_for_today(mine: Mine, client: FlaskClient, at: At) -> None:
    mine.arrive(client)
    at(wall("10:30"))
    mine.depart(client)

    page = client.get(mine.home)

    assert (box(page), "08:40—10:30" in page.text, "有一班" in page.text) == ("", True, False)
    again = client.get(f"{mine.public}/at/{mine.post}/{mine.digits}", follow_redirects=True).text
    assert "这个岗位你今天的班已经结束了" in again


def test_late_is_told(mine: Mine, client: FlaskClient, at: At) -> None:
    at(wall("09:17"))
    mine.arrive(client)
    at(wall("10:00"))

    assert "09:17 签到，晚 17 分钟" in box(client.get(mine.home))
    say = f"{mine.home}/hours?about={mine.shift}"
    assert f'href="{say}#words"' in client.get(mine.home).text
    assert "6月1日 周二 09:00—11:00 栈道看护：" in client.get(say).text


def test_other_day_has_no_button(mine: Mine, client: FlaskClient, at: At) -> None:
    at(wall("08:40", 2).replace(month=5))

    page = client.get(mine.home).text

    assert ("6月1日 09:00" in page, "/arrive" in page) == (True, False)


@pytest.mark.parametrize(
    ("digits", "words"),
    [("yesterday", "这是昨天的四位数。看牌子右下角今天的，再填一次。"), ("wrong", "四位数不对。"), ("", "四位数字")],
)
def test_wrong_digits_are_told_and_stay_in_the_field(
    mine: Mine, client: FlaskClient, in_app: InApp, digits: str, words: str
) -> None:
    typed = getattr(mine, digits) if digits else ""

    answer = mine.arrive(client, typed)

    assert (answer.status_code, words in box(answer), f'value="{typed}"' in answer.text) == (422, True, True)
    assert stay(in_app, mine) == ("", "", "", "")


def test_guessing_has_to_wait_and_the_right_digits_forgive(mine: Mine, client: FlaskClient, at: At) -> None:
    for _ in range(signinglimits.VOLUNTEER_DIGITS):
        assert mine.arrive(client, mine.wrong).status_code == 422

    waiting = mine.arrive(client)
    assert (waiting.status_code, "操作太频繁" in box(waiting)) == (403, True)
    at(wall("08:41"))
    assert mine.arrive(client).status_code == 302


def test_address_that_tries_many_pages_has_to_wait(mine: Mine, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        for number in range(signinglimits.ADDRESS_DIGITS):
            signinglimits.count_digits(f"other{number}", address="127.0.0.1")
        db.session.commit()

    assert mine.arrive(client).status_code == 403


def test_scanned_sign_opens_the_page_with_the_digits(mine: Mine, client: FlaskClient, in_app: InApp) -> None:
    client.get(mine.home)

    page = client.get(f"{mine.public}/at/{mine.post}/{mine.digits}", follow_redirects=True)

    assert (page.request.path, f'value="{mine.digits}"' in page.text) == (mine.home, True)
    assert stay(in_app, mine) == ("", "", "", ""), "looking at a page checks nobody in"


def test_sign_of_another_post_is_told(mine: Mine, client: FlaskClient) -> None:
    client.get(mine.home)

    page = client.get(f"{mine.public}/at/another/{mine.digits}", follow_redirects=True).text

    assert ("你今天没有这个岗位的班" in page, f'value="{mine.digits}"' in page) == (True, False)


def test_phone_that_is_not_known_finds_its_page_and_keeps_the_digits(mine: Mine, app: Flask, in_app: InApp) -> None:
    with in_app():
        one = db.session.get_one(SignUp, mine.sign_up).volunteer
        known = {"phone": one.phone, "code": one.code}
    client = app.test_client()

    find = client.get(f"{mine.public}/at/{mine.post}/{mine.digits}")
    assert find.location.startswith(f"{mine.public}/find?")
    page = client.post(find.location, data=known, follow_redirects=True)

    assert (page.request.path, f'value="{mine.digits}"' in page.text) == (mine.home, True)


def test_form_sent_twice_counts_once(mine: Mine, client: FlaskClient, in_app: InApp, at: At) -> None:
    mine.arrive(client)
    at(wall("08:50"))

    assert mine.arrive(client).status_code == 302
    assert stay(in_app, mine)[0] == "08:40"


def test_age_of_what_a_phone_kept_counts_and_is_shown_to_the_organiser(
    mine: Mine, client: FlaskClient, in_app: InApp, at: At
) -> None:
    at(wall("10:06"))

    mine.arrive(client, age="840")

    with in_app():
        noted = noted_of(db.session.get_one(SignUp, mine.sign_up))
        assert (noted.arrived_at, noted.arrived_sent_at) == (wall("09:52"), wall("10:06"))


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ({}, Pressed()),
        ({"age": "-5"}, Pressed()),
        ({"age": "zwölf"}, Pressed()),
        ({"age": "90"}, Pressed(age=timedelta(seconds=90))),
        ({"latitude": "30.2741", "longitude": "120.1551"}, Pressed(here=GeoPoint(30_274_100, 120_155_100))),
        ({"latitude": "nan", "longitude": "120"}, Pressed()),
        ({"latitude": "1e999", "longitude": "120"}, Pressed()),
        ({"latitude": "30.2741"}, Pressed()),
    ],
)
def test_what_a_phone_sends_is_read_as_far_as_it_can_be_meant(form: dict[str, str], wanted: Pressed) -> None:
    assert read_pressed(MultiDict(form)) == wanted


def test_place_is_asked_where_the_organiser_wants_it_and_not_kept(
    mine: Mine, world: World, client: FlaskClient, in_app: InApp
) -> None:
    assert 'name="latitude"' not in client.get(mine.home).text
    with in_app():
        desk = find_desk(world.event)
        assert desk is not None
        desk.place_metres = 500
        position = {"latitude": 30_274_100, "longitude": 120_155_100}
        db.session.add(PostPosition(event_id=world.event, post=mine.post, **position))
        db.session.commit()

    page = client.get(mine.home).text
    assert ('name="latitude"' in page, "位置不留" in page) == (True, True)
    mine.arrive(client, latitude="31.2741", longitude="120.1551")

    with in_app():
        assert noted_of(db.session.get_one(SignUp, mine.sign_up)).arrived_place is PlaceCheck.FAR


def test_absence_is_told_with_who_noted_it(
    mine: Mine, world: World, client: FlaskClient, in_app: InApp, at: At
) -> None:
    at(wall("09:20"))
    with in_app():
        one = db.session.get_one(SignUp, mine.sign_up)
        mark_absence(event_of(world), one, is_absent=True, actor=user(world, "周老师"))
        db.session.commit()

    assert "周老师记了未到。你其实到了？" in box(client.get(mine.home))
    assert re.findall(r'href="[^"]*/hours\?about=\w+#words"[^>]*>(.*?)</a>', client.get(mine.home).text) == ["说明一下"]
    mine.arrive(client)
    assert "周老师记了未到。请他撤回。" in box(client.get(mine.home))


def test_shift_of_somebody_else_is_not_there(mine: Mine, world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        other = asking(world, title="水利馆引导")

    assert client.post(f"{mine.home}/{other}/arrive", data={"digits": "1234"}).status_code == 404
    assert client.post(f"/v/me/nothere/{mine.shift}/arrive").status_code == 404
    assert client.get(f"/v/nothere/at/{mine.post}/{mine.digits}").status_code == 404


@pytest.mark.parametrize("what", ["arrive", "depart"])
def test_pressing_is_a_form(mine: Mine, client: FlaskClient, what: str) -> None:
    assert client.get(f"{mine.home}/{mine.shift}/{what}").status_code == 405
