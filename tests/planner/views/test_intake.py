"""The pages of a table on its way into a list: taken, looked through, decided, added, taken back, thrown away."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.forms.rows import ROW_FORMS
from planner.intake.examples import examples
from planner.models import Activity
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


@pytest.mark.parametrize("noun", TAKEN)
def test_example_of_every_noun_is_read_and_added(world: World, in_app: InApp, owner: FlaskClient, noun: str) -> None:
    if noun == "shifts":
        with in_app():
            put(world, "posts", {"title": "引导员"})
    example = dict(examples()[noun]) | ({"post": "引导员"} if noun == "shifts" else {})
    heads = dict(ROW_FORMS[noun].columns)
    text = "\t".join(heads[name][0] for name in example) + "\n" + "\t".join(example.values())

    address = take(owner, world, noun, text)
    answer = add(owner, address)

    assert answer.status_code == 302, answer.text
    with in_app():
        assert len(listed(world, noun)) == 1
        assert last_entry(world).verb == "添加"


def test_nothing_is_written_before_it_is_added(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "duties", "职务\t姓名\n领队\t王老师\n队医\t李医生")
    page = owner.get(address).text

    assert heading(page) == "2行可以添加"
    assert "现在什么都还没写进去" in page
    assert "3 行，每一行的去处" in page
    assert "2 行会添加" in page
    with in_app():
        assert listed(world, "duties") == []


def test_added_rows_can_be_taken_back_as_one(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "duties", "职务\t姓名\n领队\t王老师\n队医\t李医生")

    listing = add(owner, address)
    assert listing.headers["Location"].startswith(f"/events/{world.event}/duties")
    assert f'action="{address}/undo"' in owner.get(listing.headers["Location"]).text
    undone = owner.post(f"{address}/undo", follow_redirects=True).text

    assert "已撤销 2 项" in undone
    assert heading(undone) == "2行可以添加"
    with in_app():
        assert listed(world, "duties") == []
        assert [e.subject for e in db.session.scalars(db.select(Activity).order_by(Activity.id))][-2:] == [
            "分工2 项",
            "分工2 项",
        ]


def test_what_is_asked_stays_and_can_be_found_again(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(
        owner, world, "participants", roster("张小明\t男\t四（1）班\t张父\t1380000010", "李红\t女\t四（1）班\t\t")
    )
    assert heading(owner.get(address).text) == "1人可以添加，1处要看一眼"

    after = add(owner, address)

    assert after.headers["Location"] == address
    page = owner.get(address).text
    assert "已添加 1 人。还有 1 行留着没加，关掉页面也在" in page
    assert "还有 1 行没加" in owner.get(paste_url(world, "participants")).text
    with in_app():
        assert [row.name for row in listed(world, "participants")] == ["李红"]


def test_mended_row_comes_in(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "participants", roster("张小明\t男\t四（1）班\t张父\t1380000010"))

    page = owner.get(address).text
    assert 'name="text/2/phone"' in page
    again = owner.post(address, data={"do": "again", "text/2/phone": "13800000101"})
    assert again.headers["Location"] == f"{address}#asks"
    assert heading(owner.get(address).text) == "1人可以添加"
    add(owner, address)

    with in_app():
        assert [row.phone for row in listed(world, "participants")] == ["13800000101"]


@pytest.mark.parametrize("field", ["empty/2/phone", "drop/2"])
def test_value_may_stay_empty_and_row_unwanted(world: World, in_app: InApp, owner: FlaskClient, field: str) -> None:
    address = take(owner, world, "participants", roster("张小明\t男\t四（1）班\t张父\t1380000010"))

    owner.post(address, data={"do": "again", field: "1"})
    add(owner, address)

    with in_app():
        expected = [""] if field.startswith("empty") else []
        assert [row.phone for row in listed(world, "participants")] == expected


def test_edit_opens_the_row_in_its_place_with_the_whole_phone(world: World, owner: FlaskClient) -> None:
    address = take(owner, world, "participants", roster("张小明\t男\t四（1）班\t张父\t13800000101"))

    assert "13800000101" not in owner.get(address).text
    page = owner.get(f"{address}?edit=2").text

    assert 'value="13800000101"' in page
    assert "改好" in page
    done = owner.post(address, data={"line": "2", "text/2/name": "张晓明", "text/2/phone": "13800000101"})
    assert done.headers["Location"] == f"{address}#r2"
    assert "张晓明" in owner.get(address).text


def test_unknown_column_is_asked_once_and_remembered(world: World, in_app: InApp, owner: FlaskClient) -> None:
    text = "职务\t姓名\t拿手的\n领队\t王老师\t画画"
    address = take(owner, world, "duties", text)
    page = owner.get(address).text
    assert "没认出这一列" in page
    assert "画画" in page

    owner.post(address, data={"do": "again", "column/2": "task"})
    add(owner, address, remember="on")
    second = owner.get(take(owner, world, "duties", text.replace("王老师", "李老师"))).text

    assert "拿手的：照学校常用的列名认的，没有再问" in second
    assert "没认出这一列" not in second
    with in_app():
        assert [row.task for row in listed(world, "duties")] == ["画画"]
    assert "拿手的" in owner.get(paste_url(world, "duties")).text
    cleared = owner.post(paste_url(world, "duties", "/forget"), follow_redirects=True).text
    assert "拿手的" not in cleared


def test_columns_without_headings_are_confirmed_before_anything_comes_in(
    world: World, in_app: InApp, owner: FlaskClient
) -> None:
    address = take(
        owner, world, "participants", "张小明\t男\t四（1）班\t13800000101\n李小红\t女\t四（2）班\t13800000102"
    )
    page = owner.get(address).text
    assert heading(page).startswith("先认一下每一列")
    assert "没有列名，这样认对吗" in page

    add(owner, address)
    with in_app():
        assert listed(world, "participants") == []
    names = {"column/0": "name", "column/1": "sex", "column/2": "school_class", "column/3": "phone"}
    owner.post(address, data={"do": "again", **names})
    add(owner, address)

    with in_app():
        assert [(row.name, row.phone) for row in listed(world, "participants")] == [
            ("张小明", "13800000101"),
            ("李小红", "13800000102"),
        ]


WAYS = [("GET", ""), ("POST", ""), ("GET", "KEY"), ("POST", "KEY"), ("GET", "KEY/drop"), ("POST", "KEY/undo")]


@pytest.mark.parametrize(("method", "rest"), WAYS)
def test_who_may_not(
    world: World, signed_in: SignedIn, owner: FlaskClient, client: FlaskClient, method: str, rest: str
) -> None:
    key = take(owner, world, "duties", "职务\t姓名\n领队\t王老师").rpartition("/")[2]
    address = paste_url(world, "duties", f"/{rest.replace('KEY', key)}" if rest else "")

    assert client.open(address, method=method).headers["Location"].startswith("/sign-in")
    stranger, reader = (signed_in(name).open(address, method=method) for name in ("江老师", "陈老师"))
    assert (stranger.status_code, reader.status_code) == (404, 403)


@pytest.mark.parametrize("rest", ["undo", "move"])
def test_get_on_a_step_is_405(world: World, owner: FlaskClient, rest: str) -> None:
    assert owner.get(paste_url(world, "duties", f"/somekey/{rest}")).status_code == 405


def test_reading_of_children_is_logged_and_not_stored(world: World, in_app: InApp, owner: FlaskClient) -> None:
    address = take(owner, world, "participants", roster("张小明\t男\t四（1）班\t\t"))

    answer = owner.get(address)
    owner.get(address)

    assert "no-store" in answer.headers["Cache-Control"]
    with in_app():
        told = [e.subject for e in db.session.scalars(db.select(Activity)) if e.verb == "查看"]
        assert told.count("花名册待添加的名单") == 1


def test_table_pasted_into_one_field_of_a_new_row_is_looked_through(
    world: World, in_app: InApp, owner: FlaskClient
) -> None:
    answer = owner.post(f"/events/{world.event}/rows/stops/new", data={"name": "红军山\t人民路 1 号", "version": ""})

    assert answer.headers["Location"].startswith(paste_url(world, "stops", "/"))
    page = owner.get(answer.headers["Location"]).text
    assert "红军山" in page
    with in_app():
        assert listed(world, "stops") == []
