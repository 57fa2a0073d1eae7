"""My record on the own page of a volunteer, and one certificate over several events."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import IssuedCertificate, Volunteer
from planner.people.personrecords import add_entry
from planner.people.servicerecords import RecordedAward, RecordedTraining
from planner.services.volunteerfile import file_volunteer
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.hourssteps import approved, served, served_elsewhere
from tests.planner.services.test_personrecords import NUMBER, ask_documents
from tests.planner.submissions import event_of
from tests.planner.views.test_myhours import home_of

InApp = Callable[[], AbstractContextManager[Any]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


@dataclass(frozen=True)
class Home:
    """The address of an own page, and whose it is."""

    address: str
    volunteer_id: int


@pytest.fixture
def home(world: World, in_app: InApp) -> Home:
    """The page of somebody whose two hours are approved."""
    with in_app():
        volunteer = approved(world, "林知远")
        return Home(home_of(volunteer), volunteer.id)


def elsewhere(world: World, home: Home, *titles: str) -> None:
    """An hour and a half at each of these events."""
    for title in titles:
        served_elsewhere(world, db.session.get_one(Volunteer, home.volunteer_id), title)


def test_record_says_each_event_trainings_and_awards(
    home: Home, world: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        elsewhere(world, home, "六一游园")
        volunteer = db.session.get_one(Volunteer, home.volunteer_id)
        text = add_entry("", RecordedTraining("行前培训", "防溺水", 90, "县团委", None, "a"))
        volunteer.record = add_entry(text, RecordedAward("优秀志愿者", "县团委", None, "b"))
        db.session.commit()

    text = client.get(f"{home.address}/record").text

    for words in (
        "累计 3.5 小时",
        "六一游园",
        "1.5 小时",
        "2.0 小时",
        "培训，共 1.5 学时",
        "优秀志愿者",
        "写一句请更正",
    ):
        assert words in text, words
    assert text.index("六一游园") < text.index("2.0 小时")
    assert "我的服务记录" in client.get(home.address).text


def test_nothing_is_told_of_other_events_and_of_the_file_before_hours_are_approved_here(
    world: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        [one] = served(world, "林知远")
        served_elsewhere(world, one.volunteer)
        filed = file_volunteer(event_of(world), one.volunteer)
        assert filed is not None
        filed.area, filed.record = "青石岭", add_entry("", RecordedAward("优秀志愿者", "县团委", None, "b"))
        db.session.commit()
        page = home_of(one.volunteer)

    text = client.get(f"{page}/record").text

    assert "核定以后，这里有你在本单位每次活动的时长" in text
    assert [words for words in ("六一游园", "青石岭", "优秀志愿者") if words in text] == []
    assert client.post(f"{page}/statement").status_code == 422


def test_one_certificate_over_several_events_is_asked_for_and_opened(
    home: Home, world: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        elsewhere(world, home, "六一游园")
    assert client.get(f"{home.address}/statement.pdf").status_code == 404

    answer = client.post(f"{home.address}/statement")
    paper = "".join(pages_of(client.get(f"{home.address}/statement.pdf").data))

    assert answer.location == f"{home.address}/record#h-events"
    with in_app():
        issued = db.session.scalars(db.select(IssuedCertificate)).one()
        number, code = issued.number, issued.code
    for words in ("林知远", "六一游园", "3.5", number):
        assert words in paper, words
    page = client.get(f"{home.address}/record").text
    assert (number in page, "开一张" in page) == (True, False)
    assert "六一游园" in client.get(f"/v/check/{number}?code={code}").text
    assert "核定了 2.0 小时，点开就能要" in client.get(home.address).text, "that of this event is another one"


def test_paper_that_lacks_an_event_may_be_had_anew(
    home: Home, world: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        elsewhere(world, home, "六一游园")
    assert "几次活动开一张证明" in client.get(f"{home.address}/record").text
    client.post(f"{home.address}/statement")
    with in_app():
        elsewhere(world, home, "重阳敬老")

    text = client.get(f"{home.address}/record").text

    assert ("时长多了，重开一张" in text, "打开几次活动的证明" in text) == (True, True)


def test_who_served_here_only_is_sent_to_the_certificate_of_here(home: Home, client: FlaskClient) -> None:
    text = client.get(f"{home.address}/record").text

    assert ("用这次活动的证明就行" in text, "几次活动开一张证明" in text) == (True, False)
    assert client.post(f"{home.address}/statement").status_code == 422


def test_area_and_document_are_mine_to_fill_in(home: Home, world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        ask_documents(world)
    typed = {"area": "云台县", "kinds": "助学", "identity_kind": "resident", "identity": NUMBER}

    wrong = client.post(f"{home.address}/record", data=typed | {"identity": "1234"})
    answer = client.post(f"{home.address}/record", data=typed)

    text = client.get(f"{home.address}/record").text
    assert (wrong.status_code, "身份证号是 18 位" in wrong.text, 'value="1234"' in wrong.text) == (422, True, True)
    assert (answer.location, NUMBER in text) == (f"{home.address}/record", False)
    assert ("已登记 居民身份证 1101**********0023" in text, 'value="云台县"' in text) == (True, True)
    with in_app():
        assert db.session.get_one(Volunteer, home.volunteer_id).identity == NUMBER


def test_public_form_asks_for_no_document(home: Home, world: World, client: FlaskClient, in_app: InApp) -> None:
    assert 'name="identity"' not in client.get(f"{home.address}/record").text


def test_machine_keeps_nothing(home: Home, client: FlaskClient, in_app: InApp) -> None:
    client.post(f"{home.address}/record", data={"area": "云台县", "homepage": "http://spam"})

    with in_app():
        assert db.session.get_one(Volunteer, home.volunteer_id).area == ""


@pytest.mark.parametrize("path", ["/record", "/statement.pdf"])
def test_wrong_link_is_one_answer(world: World, client: FlaskClient, path: str) -> None:
    answer = client.get(f"/v/me/nothere{path}")

    assert (answer.status_code, "这个链接打不开了" in answer.text) == (404, True)


def test_record_of_many_events_costs_what_one_costs(
    home: Home, world: World, client: FlaskClient, in_app: InApp, count_queries: CountQueries
) -> None:
    with in_app():
        elsewhere(world, home, "六一游园")
    client.get(f"{home.address}/record")
    with count_queries() as one:
        client.get(f"{home.address}/record")
    with in_app():
        elsewhere(world, home, "重阳敬老", "春节慰问", "清明祭扫")

    with count_queries() as many:
        client.get(f"{home.address}/record")

    assert len(many) == len(one)
