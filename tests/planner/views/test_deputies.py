"""The page on which somebody asks a colleague to decide for them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Deputy
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.deputysteps import named
from tests.planner.submissions import submitted

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
NOON = datetime(2027, 12, 20, 4, 0, tzinfo=UTC)


def data_for(world: World, name: str = "陈老师", first: str = "12月24日", last: str = "1月3日") -> dict[str, str]:
    return {"deputy": f"{world.units['school']}-{world.users[name]}", "first_day": first, "last_day": last}


def test_approver_names_a_colleague_for_the_days_to_come(
    world: World, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    at(NOON)
    client = signed_in("韩校长")

    answer = client.post("/me/deputies", data=data_for(world))

    assert answer.headers["Location"] == "/me/deputies"
    with in_app():
        kept = db.session.scalars(db.select(Deputy)).one()
        assert (kept.absent_id, kept.deputy_id) == (world.users["韩校长"], world.users["陈老师"])
        assert (kept.first_day, kept.last_day) == (date(2027, 12, 24), date(2028, 1, 3))
    page = client.get("/me/deputies").text
    assert "镇中心小学，审批人，12月24日—2028年1月3日" in page
    assert "还没开始" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"first": "13月1日"}, "没有“13月1日”这一天"),
        ({"first": ""}, "写第一天，比如 7月26日。"),
        ({"first": "12月24日", "last": "12月22日"}, "最后一天不能早于第一天。"),
        ({"first": "2027-12-01", "last": "2027-12-02"}, "这些日子已经过去了。"),
        ({"name": "江老师"}, "从列表里选一项"),
        ({"name": "韩校长"}, "从列表里选一项"),
        ({"first": "2月29日", "last": "2028-03-01"}, ""),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(
    world: World, in_app: InApp, signed_in: SignedIn, at: At, values: dict[str, str], sentence: str
) -> None:
    at(NOON)
    typed = data_for(world, **values)

    answer = signed_in("韩校长").post("/me/deputies", data=typed)

    with in_app():
        count = db.session.scalar(db.select(db.func.count()).select_from(Deputy))
    assert (answer.status_code, count) == ((422, 0) if sentence else (302, 1))
    assert sentence in answer.text
    assert not sentence or f'value="{typed["last_day"]}"' in answer.text


def test_nobody_is_named_who_was_not_chosen(world: World, in_app: InApp, signed_in: SignedIn, at: At) -> None:
    at(NOON)
    client = signed_in("韩校长")

    first = re.findall(r"<option[^>]*>[^<]*", client.get("/me/deputies").text)[0]
    answer = client.post("/me/deputies", data=data_for(world) | {"deputy": ""})

    assert ('value=""' in first, first.endswith("选一位")) == (True, True)
    assert (answer.status_code, "选一位同事。" in answer.text) == (422, True)
    with in_app():
        assert db.session.scalars(db.select(Deputy)).all() == []


def test_whoever_decides_nothing_is_told_so(signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get("/me/deputies").text

    assert "审批人、财务和管理员才需要请人代批" in page
    assert "请这位代我批" not in page


def test_deputy_reads_for_whom_and_has_the_buttons(world: World, in_app: InApp, signed_in: SignedIn, at: At) -> None:
    at(NOON)
    with in_app():
        submitted(world)
        named(world)
    deputy = signed_in("陈老师")

    assert "你代韩校长批，12月20日—12月27日" in deputy.get("/me/deputies").text
    assert "1 件等我审批" in deputy.get("/approvals").text
    page = deputy.get(f"/events/{world.event}/approval").text
    assert "你代韩校长批，12月20日—12月27日" in page
    assert "同意</button>" in page
    deputy.post(f"/events/{world.event}/approval", data={"number": "1", "decision": "agree"})
    assert "陈老师代韩校长 今天 12:00 同意" in signed_in("周老师").get(f"/events/{world.event}/approval").text


@pytest.mark.parametrize(
    ("who", "status", "where"), [("韩校长", 302, "/me/deputies"), ("管理员", 302, "/users?unit=2")]
)
def test_deputy_is_ended(world: World, in_app: InApp, signed_in: SignedIn, who: str, status: int, where: str) -> None:
    with in_app():
        deputy_id = named(world).id

    answer = signed_in(who).post(f"/me/deputies/{deputy_id}/end")

    assert (answer.status_code, answer.headers["Location"]) == (status, where)
    with in_app():
        assert db.session.get_one(Deputy, deputy_id).ended_at is not None


@pytest.mark.parametrize(("who", "status"), [("陈老师", 403), ("钱会计", 403), ("吴书记", 404), ("江老师", 404)])
def test_deputy_is_not_ended_by_others(world: World, in_app: InApp, signed_in: SignedIn, who: str, status: int) -> None:
    with in_app():
        deputy_id = named(world).id

    assert signed_in(who).post(f"/me/deputies/{deputy_id}/end").status_code == status
    with in_app():
        assert db.session.get_one(Deputy, deputy_id).ended_at is None


def test_unit_shows_who_stands_in_for_whom(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        named(world)

    assert "陈老师 代 韩校长" in signed_in("李老师").get("/users").text


def test_page_needs_somebody_signed_in(world: World, signed_in: SignedIn) -> None:
    client = signed_in("韩校长")
    client.post("/sign-out")

    assert client.get("/me/deputies").headers["Location"].startswith("/sign-in")
