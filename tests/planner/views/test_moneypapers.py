"""The papers of the accounts, each by one link."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from docx import Document
from flask.testing import FlaskClient

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Organisation
from planner.papers import PAPERS
from planner.services.team import invite_guest
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.stages import Stage
from tests.planner.submissions import event_of, user
from tests.planner.views.printed import NOON, fill_event, paper_url, text_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
money_papers = pytest.mark.parametrize("code", [code for code, paper in PAPERS.items() if paper.of_accounts])


@pytest.fixture(autouse=True)
def filled(world: World, stage: Stage, at: At) -> None:
    """An event that has everything to be printed, at noon."""
    at(NOON)
    stage.put_on(fill_event, world)


@pytest.mark.parametrize(("who", "name"), [("周老师", "林晚晴"), ("陈老师", "林**"), ("吴书记", "")])
def test_names_to_sign_for_are_masked_like_those_to_sign_in(
    world: World, signed_in: SignedIn, who: str, name: str
) -> None:
    text = text_of("sign_off", signed_in(who).get(paper_url(world, "sign_off")).data)

    assert [shown for shown in ("林晚晴", "林**") if shown in text] == [name] * bool(name)
    assert ("0101" in text) == bool(name)
    assert not any(secret in text for secret in ("13800000101", "138****0101", "林家长", "花生过敏"))


@money_papers
def test_money_papers_are_for_whoever_reads_the_accounts(
    world: World, in_app: InApp, client: FlaskClient, signed_in: SignedIn, code: str
) -> None:
    address = paper_url(world, code)
    with in_app():
        _, token = invite_guest(
            event_of(world),
            name="孙医生",
            organisation="县医院",
            role=TeamRole.PLANNER,
            ends_on=date(2027, 6, 30),
            actor=user(world, "周老师"),
        )
        db.session.commit()

    assert client.get(address).headers["Location"] == f"/sign-in?next={address}"
    assert [signed_in(who).get(address).status_code for who in ("陈老师", "钱会计", "吴书记", "江老师")] == [
        200
    ] * 3 + [404]
    client.post(f"/join/{token}")
    refused = client.get(address)
    assert (refused.status_code, "没有这种文件。" in refused.text) == (404, True)
    assert client.get(paper_url(world, "budget")).status_code == 200


def test_sign_off_is_printed_for_one_hand_out_or_for_all(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "handouts", {"item": "油", "donated": False})
    client, address = signed_in("周老师"), paper_url(world, "sign_off")

    whole, one, gone = (client.get(address + query) for query in ("", f"?handout={key}", "?handout=gone"))

    assert [len(Document(io.BytesIO(answer.data)).tables) for answer in (whole, one)] == [2, 1]
    assert "发放内容：油　" in text_of("sign_off", one.data)
    assert whole.headers["ETag"] != one.headers["ETag"]
    assert (gone.status_code, "没有这次发放，可能已经删掉。" in gone.text) == (404, True)


@money_papers
def test_money_papers_have_the_tag_of_their_day_and_reader_but_not_of_the_tax_number(
    world: World, in_app: InApp, signed_in: SignedIn, at: At, code: str
) -> None:
    def tag(who: str) -> str:
        return signed_in(who).get(paper_url(world, code)).headers["ETag"]

    before = tag("周老师")
    assert len({before, tag("陈老师"), tag("吴书记")}) == 3
    with in_app():
        db.session.get_one(Organisation, world.units["school"]).tax_number = "12345678901234567X"
        db.session.commit()
    assert tag("周老师") == before
    at(NOON + timedelta(days=1))
    assert tag("周老师") != before


@money_papers
def test_changed_ledger_is_printed_anew(world: World, in_app: InApp, signed_in: SignedIn, code: str) -> None:
    client = signed_in("周老师")
    before = client.get(paper_url(world, code)).headers["ETag"]
    with in_app():
        put(world, "expenses", {"purpose": "药品"})
        put(world, "handouts", {"item": "药品"})

    after = client.get(paper_url(world, code), headers={"If-None-Match": before})

    assert after.status_code == 200
    assert "药品" in text_of(code, after.data)
