"""Trainings and awards of one of the volunteer file: noted, removed, refused, for organisers of the unit."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import FiledVolunteer, UnitEntry
from planner.people.personrecords import read_entries
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.views.test_personrecords import AWARD, TRAINING
from tests.planner.volunteersteps import on_file

SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def address(world: World, in_app: InApp) -> str:
    """The record of somebody in the file of the school."""
    with in_app():
        [filed] = on_file(world, "林知远", area="云台县", kinds="助学")
        return f"/organisations/{world.units['school']}/volunteers/{filed.id}/record"


def test_training_and_award_are_noted_shown_and_removed(address: str, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("李老师")

    for path, typed in (("trainings", TRAINING), ("awards", AWARD)):
        assert client.post(f"{address}/{path}", data=typed).location == address

    text = client.get(address).text
    for words in ("林知远的培训和表彰", "培训，共 1.5 学时", "2026年8月1日，1.5 学时", "2026年9月5日，县团委"):
        assert words in text, words
    with in_app():
        award = read_entries(db.session.scalars(db.select(FiledVolunteer.record)).one()).awards[0]
    client.post(f"{address}/remove", data={"key": award.key})
    assert "还没有记表彰" in client.get(address).text
    assert client.post(f"{address}/remove", data={"key": award.key}).status_code == 404
    with in_app():
        verbs = db.session.scalars(db.select(UnitEntry.verb).where(UnitEntry.actor == "李老师")).all()
        assert verbs == ["登记培训和表彰", "登记培训和表彰", "查看", "删除培训和表彰"]


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        ("trainings", TRAINING | {"hours": "0"}, "学时要大于 0"),
        ("trainings", TRAINING | {"day": "2126-01-01"}, "日期不能晚于今天"),
        ("awards", AWARD | {"grantor": ""}, "写谁授予的"),
    ],
)
def test_what_is_refused_stays_in_its_form(
    address: str, signed_in: SignedIn, path: str, typed: dict[str, str], words: str
) -> None:
    answer = signed_in("周老师").post(f"{address}/{path}", data=typed)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert all(value in answer.text for value in typed.values())


def test_page_of_the_file_says_area_and_kinds_and_leads_here(address: str, signed_in: SignedIn) -> None:
    text = signed_in("周老师").get(address.removesuffix("/record")).text

    assert ("居住区域</span> 云台县" in text, "服务类别</span> 助学" in text, f'href="{address}"' in text) == (
        True,
    ) * 3


@pytest.mark.parametrize(("name", "status"), [("江老师", 404), ("吴书记", 404), ("陈老师", 403), ("钱会计", 403)])
def test_record_is_for_organisers_of_the_unit(address: str, signed_in: SignedIn, name: str, status: int) -> None:
    client = signed_in(name)

    assert (client.get(address).status_code, client.post(f"{address}/awards", data=AWARD).status_code) == (status,) * 2


def test_record_needs_login_and_somebody_who_is_there(address: str, signed_in: SignedIn, client: FlaskClient) -> None:
    gone = address.replace("/volunteers/1/", "/volunteers/999/")

    assert client.get(address).headers["Location"].startswith("/sign-in")
    assert signed_in("周老师").get(gone).status_code == 404
