"""The record of one volunteer besides hours, for who settles these."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Volunteer
from planner.people.identities import IdentityKind
from planner.people.personrecords import read_entries
from tests.planner.conftest import World
from tests.planner.hourssteps import approved
from tests.planner.locks.steps import InApp

SignedIn = Callable[[str], FlaskClient]
TRAINING = {"name": "行前培训", "content": "防溺水", "hours": "1.5", "organiser": "县团委", "day": "2026-08-01"}
AWARD = {"name": "优秀志愿者", "grantor": "县团委", "day": "2026-09-05"}


@pytest.fixture
def address(world: World, in_app: InApp) -> str:
    """The record of somebody whose two hours are approved."""
    with in_app():
        return f"/events/{world.event}/volunteers/hours/people/{approved(world, '林知远').id}/record"


def test_training_and_award_are_noted_shown_and_removed(address: str, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")

    for path, typed in (("trainings", TRAINING), ("awards", AWARD)):
        assert client.post(f"{address}/{path}", data=typed).location == address

    text = client.get(address).text
    for words in ("培训，共 1.5 学时", "2026年8月1日，1.5 学时，县团委，防溺水", "优秀志愿者", "2026年9月5日，县团委"):
        assert words in text, words
    with in_app():
        key = read_entries(db.session.scalars(db.select(Volunteer.record)).one()).trainings[0].key
    client.post(f"{address}/remove", data={"key": key})
    assert "还没有记培训" in client.get(address).text
    assert client.post(f"{address}/remove", data={"key": key}).status_code == 404


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        ("/trainings", TRAINING | {"hours": "0"}, "学时要大于 0"),
        ("/trainings", TRAINING | {"name": ""}, "写培训叫什么"),
        ("/trainings", TRAINING | {"day": "2126-01-01"}, "日期不能晚于今天"),
        ("/awards", AWARD | {"grantor": ""}, "写谁授予的"),
        ("", {"area": "云" * 61}, "最多 60 个字"),
    ],
)
def test_what_is_refused_stays_in_its_form(
    address: str, signed_in: SignedIn, path: str, typed: dict[str, str], words: str
) -> None:
    answer = signed_in("周老师").post(f"{address}{path}", data=typed)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert all(value in answer.text for value in typed.values())


def test_person_is_kept_and_document_only_asked_for_where_it_is_wanted(
    address: str, signed_in: SignedIn, in_app: InApp
) -> None:
    client = signed_in("周老师")

    client.post(address, data={"area": "云台县", "kinds": "助学", "identity": "110105199803070023"})

    text = client.get(address).text
    assert ('value="云台县"' in text, 'value="助学"' in text, 'name="identity"' in text) == (True, True, False)
    with in_app():
        assert db.session.scalars(db.select(Volunteer)).one().identity == ""


def test_document_from_before_is_shown_masked_and_taken_out(address: str, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    with in_app():
        volunteer = db.session.scalars(db.select(Volunteer)).one()
        volunteer.identity_kind, volunteer.identity = IdentityKind.RESIDENT, "110105199803070023"
        db.session.commit()

    text = client.get(address).text
    client.post(address, data={"forgets": "1"})

    assert ("居民身份证 1101**********0023" in text, "110105199803070023" in text) == (True, False)
    assert "1101****" not in client.get(address).text


def test_who_only_reads_opens_no_record(address: str, signed_in: SignedIn) -> None:
    assert signed_in("陈老师").get(address).status_code == 403
    assert signed_in("江老师").get(address).status_code == 404


def test_each_field_of_the_page_has_an_id_of_its_own(address: str, signed_in: SignedIn) -> None:
    ids = re.findall(r'\sid="([^"]+)"', signed_in("周老师").get(address).text)

    assert sorted(ids) == sorted(set(ids))
