"""The pages of a unit's limits: what holds, writing, changing, taking back."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from budgets import Money, Policy, policy_from_dict
from planner.actors import CONSOLE
from planner.enums import Role
from planner.extensions import db
from planner.models import Organisation
from planner.queries.policies import list_policies
from planner.services.accounts import set_role
from planner.services.policies import save_policy
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import user
from tests.planner.views.policysample import MEANT, NEW_YEAR, TYPED

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def today(at: At) -> None:
    """It is 2027-03-01."""
    at(datetime(2027, 3, 1, 4, tzinfo=UTC))


@pytest.fixture
def path(world: World) -> str:
    """The address of the school's limits."""
    return f"/organisations/{world.units['school']}/policies"


@pytest.fixture
def finance(world: World, signed_in: SignedIn) -> FlaskClient:
    """The client of the school's finance."""
    return signed_in("钱会计")


def keep(world: World, in_app: InApp, day: date = NEW_YEAR, unit: str = "school", **values: object) -> int:
    """A policy of the unit from that day; its id."""
    with in_app():
        organisation = db.session.get_one(Organisation, world.units[unit])
        policy = replace(Policy(), document="旧办法", effective_from=day, **values)  # type: ignore[arg-type]
        row = save_policy(organisation, policy, actor=user(world, "管理员") if unit == "school" else CONSOLE)
        db.session.commit()
        return row.id


def kept(world: World, in_app: InApp) -> list[Policy]:
    """The school's policies, the newest first."""
    with in_app():
        return [policy_from_dict(json.loads(row.data)) for row in list_policies(world.units["school"])]


def test_new_policy_is_written_and_holds(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    answer = finance.post(f"{path}/new", data=TYPED)

    assert kept(world, in_app) == [MEANT]
    page = finance.get(answer.headers["Location"]).text
    assert "已保存，2027年1月1日起执行" in page
    assert "镇中心小学今天按自己的制度" in page
    assert "经费&lt;办法&gt;" in page
    assert "餐费 80 元/人·天<br>住宿费 300 元/人·晚（标间）" in page
    assert "待本单位确认" not in page


def test_defaults_hold_until_a_unit_writes_its_own(finance: FlaskClient, path: str) -> None:
    page = finance.get(path).text

    assert "镇中心小学和上级单位都没有正在执行的制度，今天按默认值" in page
    assert "默认值，待本单位确认" in page
    assert "餐费 100 元/人·天（参照差旅伙食补助）" in page
    assert "还没有自己的制度。从现在执行的数字开始写一份。" in page


def test_limits_of_the_unit_above_hold(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    keep(world, in_app, unit="committee", quotes=7, confirmed=True)
    own = keep(world, in_app, date(2028, 1, 1), quotes=9)
    page = finance.get(path).text

    assert "镇中心小学没有正在执行的制度，今天按上级单位县团委的" in page
    assert "7 家" in page
    assert "旧办法（县团委）" in page
    assert "还没到日期" in page
    later = finance.get(f"{path}?policy={own}").text
    assert "9 家" in later
    assert '<h2 id="h-limits">2028年1月1日起</h2>' in later
    assert 'value="7"' in finance.get(f"{path}/new").text


def test_list_says_which_one_holds_today(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    for day in (date(2028, 1, 1), date(2026, 1, 1), NEW_YEAR):
        keep(world, in_app, day)
    _, _, listed = finance.get(path).text.partition('id="h-own"')

    places = [
        listed.index(text)
        for text in (
            "2028年1月1日起",
            "还没到日期",
            "2027年1月1日起",
            "正在执行",
            "2026年1月1日起",
            "已被后来的代替",
        )
    ]
    assert places == sorted(places)
    assert listed.count("正在执行") == 1
    assert "3 份" in listed


def test_new_policy_begins_with_the_limits_in_force(
    world: World, in_app: InApp, finance: FlaskClient, path: str
) -> None:
    keep(world, in_app, quotes=6, confirmed=True)
    page = finance.get(f"{path}/new").text

    assert 'name="quotes" required type="text" value="6"' in page
    assert 'value="旧办法"' in page
    assert 'name="effective_from" required type="text" value=""' in page
    assert 'checked class="form-check-input" id="confirmed"' not in page
    assert "餐费 100 人·天 参照差旅伙食补助\n讲课费" in page


def test_policy_is_changed(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    place = f"{path}/{keep(world, in_app, confirmed=True)}"
    page = finance.get(place).text
    assert 'name="version" type="hidden" value="1"' in page
    assert 'value="2027-01-01"' in page

    answer = finance.post(place, data={**TYPED, "version": "1", "effective_from": "2027-02-01"})

    assert answer.headers["Location"] == f"{path}?policy={place.rpartition('/')[2]}"
    (policy,) = kept(world, in_app)
    assert (policy.effective_from, policy.quotes, policy.confirmed) == (date(2027, 2, 1), 2, True)


def test_policy_is_taken_back(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    policy_id = keep(world, in_app)
    assert "删除这份制度" in finance.get(f"{path}/{policy_id}").text

    answer = finance.post(f"{path}/{policy_id}/delete")

    assert kept(world, in_app) == []
    assert "已删除2027年1月1日起执行的制度" in finance.get(answer.headers["Location"]).text
    assert finance.post(f"{path}/{policy_id}/delete").status_code == 404
    assert finance.get(f"{path}/{policy_id}").status_code == 404


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("effective_from", "", "写从哪一天起执行，像 2027-01-01。"),
        ("effective_from", "2026-01-01", "已经有一份从 2026-01-01 起执行的制度，打开那一份来改。"),
        ("reserve_cap", "一成", "写 0—100 的百分数，像 10 或 10%，现在是“一成”。"),
        ("per_head", "餐费 80 桌", "第 1 行是“餐费 80 桌”。"),
    ],
)
def test_bad_form_keeps_the_input_and_says_why(
    world: World, in_app: InApp, finance: FlaskClient, path: str, name: str, text: str, sentence: str
) -> None:
    keep(world, in_app, date(2026, 1, 1))
    answer = finance.post(f"{path}/new", data={**TYPED, name: text})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'<a href="#{name}">' in answer.text
    assert text in answer.text
    assert 'value="经费&lt;办法&gt;"' in answer.text
    assert 'value="1万"' in answer.text
    assert 'checked class="form-check-input" id="confirmed"' in answer.text
    assert len(kept(world, in_app)) == 1


def test_lost_update_keeps_the_form_and_shows_what_the_other_saved(
    world: World, in_app: InApp, finance: FlaskClient, signed_in: SignedIn, path: str
) -> None:
    place = f"{path}/{keep(world, in_app)}"
    signed_in("管理员").post(place, data={**TYPED, "version": "1", "quotes": "4"})

    answer = finance.post(place, data={**TYPED, "version": "1", "cash_limit": "300"})

    assert answer.status_code == 409
    assert "管理员刚才也改了这份制度，先看一遍再存。" in answer.text
    assert '<dt>要几家报价</dt><dd><b>管理员存的：</b><span class="theirs">4 家</span></dd>' in answer.text
    assert '<dt>现金支付上限</dt><dd><b>管理员存的：</b><span class="theirs">1,000 元</span></dd>' in answer.text
    assert answer.text.count('class="theirs"') == 2
    assert 'value="300"' in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert [(p.quotes, p.cash_limit) for p in kept(world, in_app)] == [(4, Money(100_000))]
    assert finance.post(place, data={**TYPED, "version": "2", "cash_limit": "300"}).status_code == 302
    assert [(p.quotes, p.cash_limit) for p in kept(world, in_app)] == [(2, Money(30_000))]


@pytest.mark.parametrize(
    ("who", "reading", "changing"),
    [
        ("管理员", 200, 422),
        ("钱会计", 200, 422),
        ("陈老师", 200, 403),
        ("周老师", 200, 403),
        ("韩校长", 200, 403),
        ("江老师", 404, 404),
        ("吴书记", 404, 404),
        (None, 302, 302),
    ],
)
def test_limits_are_read_by_members_and_set_by_finance_and_administrators(
    world: World,
    in_app: InApp,
    client: FlaskClient,
    signed_in: SignedIn,
    path: str,
    who: str | None,
    reading: int,
    changing: int,
) -> None:
    place = f"{path}/{keep(world, in_app)}"
    visitor = signed_in(who) if who else client

    assert visitor.get(path).status_code == reading
    for address in (f"{path}/new", place):
        assert visitor.get(address).status_code == (200 if changing == 422 else changing)
        assert visitor.post(address, data={"quotes": "8"}).status_code == changing
    if changing != 422:
        assert visitor.post(f"{place}/delete").status_code == changing
    assert [p.quotes for p in kept(world, in_app)] == [3]


def test_readers_see_no_way_to_change(world: World, in_app: InApp, signed_in: SignedIn, path: str) -> None:
    page = signed_in("陈老师").get(path).text
    assert "由财务或管理员来写。" in page
    assert f"{path}/new" not in page
    policy_id = keep(world, in_app)

    assert f"{path}/{policy_id}" not in signed_in("陈老师").get(path).text
    assert f"{path}/{policy_id}" in signed_in("管理员").get(path).text


@pytest.mark.parametrize("role", [None, Role.READER])
def test_administrators_of_the_unit_above_set_them_too(
    world: World, in_app: InApp, signed_in: SignedIn, path: str, role: Role | None
) -> None:
    with in_app():
        set_role(user(world, "吴书记"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        set_role(user(world, "吴书记"), world.units["school"], role, actor=CONSOLE)
        db.session.commit()
    above = signed_in("吴书记")

    assert above.get(path).status_code == 200
    assert above.post(f"{path}/new", data=TYPED).status_code == 302
    assert len(kept(world, in_app)) == 1


def test_policy_of_another_unit_is_not_here(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    foreign = f"{path}/{keep(world, in_app, unit='committee')}"

    assert finance.get(foreign).status_code == 404
    assert finance.post(foreign, data={**TYPED, "version": "1"}).status_code == 404
    assert finance.post(f"{foreign}/delete").status_code == 404
    assert "今天按上级单位县团委的" in finance.get(f"{path}?policy={foreign.rpartition('/')[2]}").text


def test_taking_back_by_get_is_405(world: World, in_app: InApp, finance: FlaskClient, path: str) -> None:
    assert finance.get(f"{path}/{keep(world, in_app)}/delete").status_code == 405


def test_list_sends_the_same_statements_for_one_and_three(
    world: World,
    in_app: InApp,
    finance: FlaskClient,
    path: str,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    counts = []
    for days in ([NEW_YEAR], [date(2025, 1, 1), date(2026, 1, 1)]):
        for day in days:
            keep(world, in_app, day)
        with count_queries() as sent:
            finance.get(path)
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert counts[0] <= 6


@pytest.mark.parametrize("who", ["陈老师", "管理员"])
def test_page_of_the_unit_leads_here(world: World, signed_in: SignedIn, path: str, who: str) -> None:
    assert f'href="{path}"' in signed_in(who).get(f"/users?unit={world.units['school']}").text
    if who == "管理员":
        assert f'href="{path}"' in signed_in(who).get(f"/organisations/{world.units['school']}").text
