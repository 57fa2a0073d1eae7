"""The public page that says whether a certificate is genuine, and nothing that the paper doesn't."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import IssuedCertificate, Volunteer
from planner.services.certificates import withdraw_certificate
from planner.services.hours import outdate_certificates
from planner.services.signinglimits import WRONG_PAPERS
from planner.services.volunteers import erase_volunteer
from tests.planner.conftest import World
from tests.planner.hourssteps import certified
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NAME = "林知远"


@pytest.fixture
def paper(world: World, in_app: InApp) -> tuple[str, str]:
    """Number and code of a certificate."""
    with in_app():
        made = certified(world, NAME)
        return made.number, made.code


def test_genuine_one_shows_what_its_paper_says(paper: tuple[str, str], client: FlaskClient) -> None:
    answer = client.get(f"/v/check/{paper[0]}", query_string={"code": paper[1]})

    for words in ("这张是真的", paper[0], NAME, "2.0 小时", "栈道看护", "不是全国志愿服务信息系统"):
        assert words in answer.text, words
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert (answer.headers["Referrer-Policy"], "noindex" in answer.text) == ("no-referrer", True)
    assert "139" not in answer.text.partition("<main")[2], "no phone of the volunteer"
    facts = re.findall(r"<dt>(.*?)</dt>", answer.text)
    assert facts == ["编号", "姓名", "服务时间", "服务内容", "说明", "记录单位", "经办人", "开具日期"]


def test_number_and_code_may_be_typed_with_blanks_and_in_small_letters(
    paper: tuple[str, str], client: FlaskClient
) -> None:
    number, code = paper
    typed = {"number": f" {number.lower().replace('-', '－')} ", "code": f"{code[:4].upper()} {code[4:]}"}

    assert "这张是真的" in client.get("/v/check", query_string=typed).text


def test_wrong_code_is_told_and_shows_no_fact(paper: tuple[str, str], client: FlaskClient) -> None:
    answer = client.get(f"/v/check/{paper[0]}", query_string={"code": "22222222"})

    assert ("改动过" in answer.text, answer.status_code) == (True, 200)
    assert [words for words in (NAME, "栈道看护", "2.0 小时", paper[1]) if words in answer.text] == []


def test_invented_number_is_told_and_stays_in_the_form(world: World, client: FlaskClient) -> None:
    answer = client.get("/v/check", query_string={"number": "BSZX-2027-0942", "code": "4r8wk2mp"})

    assert answer.status_code == 404
    assert "没有编号 BSZX-2027-0942 的证明" in answer.text
    assert 'value="BSZX-2027-0942"' in answer.text


@pytest.mark.parametrize("missing", ["number", "code"])
def test_form_asks_for_both(world: World, client: FlaskClient, missing: str) -> None:
    typed = {"number": "BSZX-2027-0042", "code": "4r8wk2mp"} | {missing: ""}

    answer = client.get("/v/check", query_string=typed)

    assert "还有 1 处要改" in answer.text
    assert "没有这张" not in answer.text


def test_withdrawn_and_outdated_ones_say_so_and_show_no_fact(
    paper: tuple[str, str], world: World, client: FlaskClient, in_app: InApp
) -> None:
    address = f"/v/check/{paper[0]}?code={paper[1]}"
    with in_app():
        one = db.session.scalars(db.select(IssuedCertificate)).one()
        outdate_certificates([one.volunteer_id or 0])
        db.session.commit()
    outdated = client.get(address).text
    with in_app():
        one = db.session.scalars(db.select(IssuedCertificate)).one()
        withdraw_certificate(event_of(world), one, because="名字写错了", actor=user(world, "周老师"))
        db.session.commit()
    withdrawn = client.get(address).text

    assert ("时长改过" in outdated, "已撤销" in withdrawn) == (True, True)
    assert [page for page in (outdated, withdrawn) if NAME in page or "名字写错了" in page] == []


@pytest.mark.parametrize(("with_certificates", "words"), [(False, "这张是真的"), (True, "核对不了")])
def test_erased_volunteer_says_whether_the_certificate_stays(
    paper: tuple[str, str], world: World, client: FlaskClient, in_app: InApp, with_certificates: bool, words: str
) -> None:
    with in_app():
        one = db.session.scalars(db.select(IssuedCertificate)).one()
        volunteer = db.session.get_one(Volunteer, one.volunteer_id)
        erase_volunteer(event_of(world), volunteer, with_certificates=with_certificates, actor=user(world, "周老师"))
        db.session.commit()

    page = client.get(f"/v/check/{paper[0]}?code={paper[1]}").text

    assert (words in page, NAME in page) == (True, not with_certificates)


def test_many_wrong_tries_have_to_wait_and_the_right_one_too(paper: tuple[str, str], client: FlaskClient) -> None:
    for _ in range(WRONG_PAPERS):
        assert client.get(f"/v/check/{paper[0]}?code=22222222").status_code == 200

    wrong = client.get(f"/v/check/{paper[0]}?code=22222222")
    right = client.get(f"/v/check/{paper[0]}?code={paper[1]}")

    assert ("对不上的次数太多了" in wrong.text, NAME in right.text) == (True, False)


def test_right_answers_are_not_counted(paper: tuple[str, str], client: FlaskClient) -> None:
    for _ in range(WRONG_PAPERS + 1):
        client.get(f"/v/check/{paper[0]}?code={paper[1]}")

    assert "这张是真的" in client.get(f"/v/check/{paper[0]}?code={paper[1]}").text


def test_page_is_only_read(world: World, client: FlaskClient) -> None:
    assert client.post("/v/check").status_code == 405
