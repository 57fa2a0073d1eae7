"""Certificates for who settles hours: issued, printed as they were issued, withdrawn."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.extensions import db
from planner.models import Event, IssuedCertificate
from planner.services.hours import approve_plain_hours
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.hourssteps import approved, certified, served
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def here(world: World) -> str:
    """The address under which they stand."""
    return f"/events/{world.event}/volunteers/hours"


def certificates() -> list[IssuedCertificate]:
    """All there are, in the order in which they were issued."""
    return list(db.session.scalars(select(IssuedCertificate).order_by(IssuedCertificate.id)))


def test_certificates_are_issued_for_all_with_running_numbers(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        served(world, "甲", "乙")
        approve_plain_hours(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
    client = signed_in("周老师")

    answer = client.post(f"{here}/certificates", follow_redirects=True)
    again = client.post(f"{here}/certificates")

    assert ("开了 2 张证明" in answer.text, again.status_code) == (True, 404)
    with in_app():
        numbers = [one.number for one in certificates()]
    assert [number[-4:] for number in numbers] == ["0001", "0002"]
    assert len({number[:-4] for number in numbers}) == 1


def test_paper_says_what_it_said_although_the_event_is_another_one_now(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        made = certified(world, "甲")
        title, number, code = event_of(world).title, made.number, made.code
        address = f"{here}/certificates/{made.id}.pdf"
        db.session.get_one(Event, world.event).title = "改了名字的活动"
        db.session.commit()

    answer = signed_in("周老师").get(address)

    text = "".join(pages_of(answer.data))
    assert (answer.mimetype, "改了名字的活动" in text) == ("application/pdf", False)
    for words in (number, code, title.replace(" ", ""), "甲", "经核定共2.0小时", "经办人周老师"):
        assert words in text, words


def test_one_is_issued_once_and_withdrawn_with_a_reason(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        person = approved(world, "甲").id
    client, address = signed_in("周老师"), f"{here}/people/{person}/certificates"

    client.post(address)
    client.post(address)
    with in_app():
        [one] = certificates()
        number, id_ = one.number, one.id
    silent = client.post(f"{address}/{id_}/withdraw", data={"reason": ""})
    client.post(f"{address}/{id_}/withdraw", data={"reason": "名字写错了"})
    page = client.get(f"{here}/people/{person}").text

    assert (silent.status_code, "写一句为什么撤销" in silent.text) == (422, True)
    assert f"{number}" in page
    assert "已撤销：名字写错了（周老师）" in page
    assert client.get(f"{here}/certificates/{id_}.pdf").status_code == 404


def test_no_certificate_without_approved_hours(world: World, in_app: InApp, signed_in: SignedIn, here: str) -> None:
    with in_app():
        [one] = served(world, "甲")
        address = f"{here}/people/{one.volunteer_id}/certificates"

    answer = signed_in("周老师").post(address)

    assert (answer.status_code, "核定以后才开得出证明" in answer.text) == (422, True)
    with in_app():
        assert certificates() == []


@pytest.mark.parametrize(("name", "status"), [("管理员", 403), ("陈老师", 403), ("江老师", 404)])
def test_paper_is_for_who_sees_whole_names(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, name: str, status: int
) -> None:
    with in_app():
        address = f"{here}/certificates/{certified(world, '甲').id}.pdf"

    assert signed_in(name).get(address).status_code == status
