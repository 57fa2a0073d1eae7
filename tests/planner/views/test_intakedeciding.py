"""The pages of a table on its way into a list: doubles, newcomers, wrong places, files, long tables."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.forms.rows import ROW_FORMS
from planner.intake.tables.synonyms import all_words
from planner.models import IntakeBatch
from tests.planner.conftest import World
from tests.planner.intakesteps import add, heading, paste_url, take
from tests.planner.rowvalues import clear_rows, last_entry, listed, put

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
TAKEN = [name for name, form in ROW_FORMS.items() if form.columns]
KIDS = "姓名\t性别\t班级\t监护人\t监护人电话\n"


@pytest.fixture(autouse=True)
def no_proposals(world: World, in_app: InApp) -> None:
    """The event has no rows yet."""
    with in_app():
        clear_rows()


@pytest.fixture
def owner(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event."""
    return signed_in("周老师")


def roster(*rows: str) -> str:
    """A roster as it is pasted."""
    return KIDS + "\n".join(rows)


def test_double_is_decided_by_hand_where_it_differs(world: World, in_app: InApp, owner: FlaskClient) -> None:
    with in_app():
        put(world, "participants", {"name": "张小明", "school_class": "四（1）班", "phone": "13800000109"})
    address = take(owner, world, "participants", roster("张小明\t男\t四（1）班\t\t13800000101"))
    page = owner.get(address).text

    assert "已有 138****0109，表里 138****0101" in page
    assert 'value="skip"\n' in page
    assert "checked" not in page.partition("同一人，不动")[0].rpartition("<label")[2]
    owner.post(address, data={"do": "again", "answer/double:2:花名册": "replace"})
    add(owner, address)

    with in_app():
        assert [(row.name, row.phone) for row in listed(world, "participants")] == [("张小明", "13800000101")]
        assert (last_entry(world).verb, last_entry(world).subject) == ("修改", "花名册")


def test_newcomers_get_a_duty_with_the_rows(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "schedule", "日期\t时间\t事项\t负责人\n6月1日\t9:00\t游园\t张校长、县团委")
    page = owner.get(address).text
    assert "2 个负责人还不在分工里" in page
    add(owner, address)

    with in_app():
        duties = {row.key: (row.name, row.role) for row in listed(world, "duties")}
        assert sorted(duties.values()) == [("县团委", "负责单位"), ("张校长", "负责人")]
        assert [set(row.duties) for row in listed(world, "schedule")] == [set(duties)]


def test_newcomers_may_stay_out_and_their_names_are_kept(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "schedule", "日期\t时间\t事项\t负责人\n6月1日\t9:00\t游园\t张校长")
    owner.post(address, data={"do": "again", "newcomers-asked": "1"})
    add(owner, address)

    with in_app():
        assert listed(world, "duties") == []
        assert [(row.title, row.duties, row.detail) for row in listed(world, "schedule")] == [
            ("游园", (), "负责人：张校长")
        ]


def test_wrong_place_leads_to_the_right_one(world: World, in_app: InApp, owner: FlaskClient) -> None:
    text = "类别\t项目\t单价\t数量\t金额\n交通费\t大巴\t1800\t1辆\t1800"
    address = take(owner, world, "participants", text)
    assert "这张表像是预算明细" in owner.get(address).text

    moved = owner.post(f"{address}/move", data={"to": "budget"})
    add(owner, moved.headers["Location"])

    with in_app():
        assert [row.item for row in listed(world, "budget")] == ["大巴"]


def test_dropping_asks_first(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "duties", "职务\t姓名\n领队\t王老师")

    asked = owner.get(f"{address}/drop").text
    assert "扔掉还是留着" in asked
    assert "已扔掉" in owner.post(f"{address}/drop", follow_redirects=True).text

    assert owner.get(address).status_code == 404
    with in_app():
        assert db.session.scalar(db.select(IntakeBatch)) is None


def test_empty_paste_is_told_what_belongs_here(world: World, owner: FlaskClient) -> None:
    answer = owner.post(paste_url(world, "stops"), data={"text": " \t\n"})

    assert answer.status_code == 422
    assert "从 Excel、Word 或微信里复制几行，粘贴到这里，或者选一个文件。" in answer.text


def test_file_that_cannot_be_read_is_named_and_nothing_kept(world: World, in_app: InApp, owner: FlaskClient) -> None:
    sent = {"text": "写了一半", "file": (BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(100)), "名单.png")}

    answer = owner.post(paste_url(world, "stops"), data=sent)

    assert (answer.status_code, "写了一半</textarea>" in answer.text) == (422, True)
    with in_app():
        assert db.session.scalar(db.select(IntakeBatch)) is None


def test_csv_file_is_read(world: World, in_app: InApp, owner: FlaskClient) -> None:
    sent = {"file": (BytesIO("职务,姓名\n领队,王老师".encode("gb18030")), "分工.csv")}

    address = owner.post(paste_url(world, "duties"), data=sent).headers["Location"]

    assert "分工.csv，2 行" in owner.get(address).text
    add(owner, address)
    with in_app():
        assert [row.name for row in listed(world, "duties")] == ["王老师"]


def test_300_rows_are_paged_and_questions_of_a_kind_are_one_line(
    world: World, in_app: InApp, owner: FlaskClient
) -> None:
    names = [f"{a}{b}{c}" for a in "王李张" for b in "小晓明春夏秋冬雨雪风" for c in "东西南北山水云林田江"]
    rows = [f"{names[n]}\t女\t四（{n % 9 + 1}）班\t\t{1380000 if n % 15 == 0 else 13800000000 + n}" for n in range(300)]
    address = take(owner, world, "participants", roster(*rows))

    page = owner.get(address).text
    assert heading(page) == "280人可以添加，1处要看一眼"
    assert "全部 301" in page
    assert "要看 20" in page
    assert page.count('id="r') == 50
    assert owner.get(f"{address}?show=look").text.count('id="r') == 20
    apart = owner.get(f"{address}?show=left").text
    assert apart.count('id="r') == 1
    (name,) = {part.partition('"')[0] for part in page.split('name="group/')[1:]}
    owner.post(address, data={"do": "again", f"group/{name}": "blank"})
    add(owner, address)
    with in_app():
        assert len(listed(world, "participants")) == 300


@pytest.mark.parametrize("noun", TAKEN)
def test_empty_table_of_every_noun_is_read_back_without_its_example(
    world: World, owner: FlaskClient, noun: str
) -> None:
    answer = owner.get(paste_url(world, noun, "/empty.xlsx"))
    assert answer.data[:2] == b"PK"

    sent = {"file": (BytesIO(answer.data), "空表.xlsx")}
    address = owner.post(paste_url(world, noun), data=sent).headers["Location"]

    page = owner.get(address).text
    assert heading(page) == "现在没有能添加的", heading(page)
    assert "没认出这一列" not in page
    assert noun in all_words()
