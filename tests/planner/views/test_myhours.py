"""Hours and certificate on the own page of a volunteer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import HoursRequest, IssuedCertificate, Link, Volunteer
from planner.services.certificates import withdraw_certificate
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.hourssteps import approved, past_shift, served
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


def home_of(volunteer: Volunteer) -> str:
    """The address of the own page."""
    return f"/v/me/{db.session.get_one(Link, volunteer.link_id).token}"


@pytest.fixture
def home(world: World, in_app: InApp) -> str:
    """The page of somebody whose two hours are approved."""
    with in_app():
        return home_of(approved(world, "林知远"))


def test_page_tells_hours_of_here_and_when_they_are_settled(world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "林知远")
        page = home_of(one.volunteer)

    text = client.get(page).text

    for words in ("等核定</dt><dd>2.0", "活动结束后核定，最迟"):
        assert words in text, words
    for words in ("累计", "这次活动", "0.0", "已核定 2.0 小时"):
        assert words not in text, words
    assert "<h1>时长还没有核定</h1>" in client.get(f"{page}/hours").text


def test_shift_says_how_many_hours_of_it_are_approved(home: str, world: World, client: FlaskClient) -> None:
    text = client.get(home).text

    assert text.count("已核定 2.0 小时") == 1


def test_certificate_is_asked_for_and_opened(home: str, client: FlaskClient, in_app: InApp) -> None:
    assert "核定了 2.0 小时，点开就能要" in client.get(home).text
    assert "要一张证明？" in client.get(f"{home}/certificate").text

    answer = client.post(f"{home}/certificate")
    paper = client.get(f"{home}/certificate.pdf")

    assert answer.location == f"{home}/certificate"
    with in_app():
        one = db.session.scalars(db.select(IssuedCertificate)).one()
        number, by = one.number, one.issued_by
    text = "".join(pages_of(paper.data))
    assert ("林知远" in text, number in text, by) == (True, True, "周老师")
    assert "证明开好了" in client.get(f"{home}/certificate").text


def test_withdrawn_certificate_is_not_had_again_by_oneself(
    home: str, world: World, client: FlaskClient, in_app: InApp
) -> None:
    client.post(f"{home}/certificate")
    with in_app():
        one = db.session.scalars(db.select(IssuedCertificate)).one()
        withdraw_certificate(event_of(world), one, because="名字写错了", actor=user(world, "周老师"))
        db.session.commit()

    answer = client.post(f"{home}/certificate")

    assert (answer.status_code, "要新的请找组织者" in answer.text) == (422, True)
    assert "已撤销：名字写错了" in client.get(home).text
    assert client.get(f"{home}/certificate.pdf").status_code == 404


def test_no_certificate_before_hours_are_approved(world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        page = home_of(served(world, "林知远")[0].volunteer)

    assert [client.post(f"{page}/certificate").status_code, client.get(f"{page}/certificate.pdf").status_code] == [
        422,
        404,
    ]


def test_correction_is_asked_for_with_a_word(home: str, client: FlaskClient, in_app: InApp) -> None:
    silent = client.post(f"{home}/hours", data={"words": ""})
    client.post(f"{home}/hours", data={"words": "我 11:30 才走"})

    assert (silent.status_code, "写一句哪里不对" in silent.text) == (422, True)
    assert "我 11:30 才走" in client.get(f"{home}/hours").text
    with in_app():
        assert db.session.scalars(db.select(HoursRequest)).one().words == "我 11:30 才走"


def test_too_long_a_story_stays_in_the_form(home: str, client: FlaskClient) -> None:
    words = "我记错了。" * 100

    answer = client.post(f"{home}/hours", data={"words": words})

    assert (answer.status_code, words in answer.text, "最多 400 个字" in answer.text) == (422, True, True)


@pytest.mark.parametrize("path", ["/hours", "/certificate", "/certificate.pdf"])
def test_wrong_link_is_one_answer(world: World, client: FlaskClient, path: str) -> None:
    answer = client.get(f"/v/me/nothere{path}")

    assert (answer.status_code, "这个链接打不开了" in answer.text) == (404, True)


def test_erase_page_asks_about_certificates_only_of_who_has_any(home: str, client: FlaskClient) -> None:
    before = client.get(f"{home}/erase").text
    client.post(f"{home}/certificate")
    after = client.get(f"{home}/erase").text

    assert "开出的证明也清除" not in before
    assert 'name="certificates" value="1">' in after, "nothing is ticked by us"


def test_hours_of_whom_nobody_saw_are_no_figure(world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        [one] = past_shift(world, "林知远")
        page = home_of(one.volunteer)

    shown = client.get(page).text + client.get(f"{page}/hours").text

    assert ("没有签到，不计时长" in shown, "0.0" in shown) == (True, False)
