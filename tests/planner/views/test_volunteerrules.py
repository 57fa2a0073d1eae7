"""The pages of a unit's rules for volunteers: what holds, writing, changing, taking back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time

import pytest
from flask.testing import FlaskClient

from planner.people.hours import HoursRule
from planner.people.volunteerrules import VolunteerRules
from planner.queries.volunteerrules import find_volunteer_rules, list_volunteer_policies
from tests.conftest import At
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
TYPED = {
    "document": "志愿<办法>",
    "effective_from": "2027-01-01",
    "confirmed": "1",
    "least_age": "16",
    "guardian_below": "18",
    "minors_until": "20:30",
    "most_minutes": "7.5",
    "rest_minutes": "１１小时",
    "experienced": "1",
    "children_per_adult": "8",
    "step": "15",
    "most_counted": "6",
    "record_workdays": "5",
}
MEANT = VolunteerRules(
    effective_from=date(2027, 1, 1),
    document="志愿<办法>",
    confirmed=True,
    least_age=16,
    minors_until=time(20, 30),
    most_minutes=450,
    rest_minutes=660,
    experienced=1,
    children_per_adult=8,
    hours=HoursRule(15, 360),
    record_workdays=5,
)


@pytest.fixture(autouse=True)
def today(at: At) -> None:
    """It is 2027-03-01."""
    at(datetime(2027, 3, 1, 4, tzinfo=UTC))


@pytest.fixture
def path(world: World) -> str:
    """The address of the school's rules."""
    return f"/organisations/{world.units['school']}/volunteer-rules"


def in_force(world: World, in_app: InApp) -> VolunteerRules:
    """What holds in the school today."""
    with in_app():
        return find_volunteer_rules(world.units["school"], date(2027, 3, 1))


def test_rules_are_written_shown_and_taken_back(world: World, in_app: InApp, signed_in: SignedIn, path: str) -> None:
    admin = signed_in("管理员")
    assert "镇中心小学和上级单位都没有正在执行的规则，今天按默认值" in admin.get(path).text

    answer = admin.post(f"{path}/new", data=TYPED)

    assert in_force(world, in_app) == MEANT
    page = admin.get(answer.headers["Location"]).text
    for words in ("志愿&lt;办法&gt;", "7.5 小时", "20:30", "一刻钟", "8 个孩子", "5 个工作日", "正在执行"):
        assert words in page
    assert "待本单位确认" not in page
    with in_app():
        [row] = list_volunteer_policies(world.units["school"])
    form = admin.get(f"{path}/{row.id}").text
    assert 'value="7.5"' in form
    admin.post(f"{path}/{row.id}/delete")
    assert in_force(world, in_app) == VolunteerRules()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("effective_from", "", "写从哪一天起执行，像 2027-01-01。"),
        ("effective_from", "1月1日", "连年份一起写，像 2027-01-01，现在是“1月1日”。"),
        ("least_age", "", "写最小几岁，像 14。"),
        ("least_age", "一百", "写 0—99 的整数，现在是“一百”。"),
        ("guardian_below", "16", "不能小于 18 岁，未成年人都要监护人同意。"),
        ("minors_until", "25:00", "时间写成 09:00，现在是“25:00”。"),
        ("most_minutes", "八", "写 0—24 的小时数，像 8 或 7.5，现在是“八”。"),
        ("most_minutes", "25", "写 0—24 的小时数，像 8 或 7.5，现在是“25”。"),
        ("most_minutes", "0", "至少写 0.5 小时，写 0 谁都报不了。"),
        ("rest_minutes", "", "写几小时，像 10；不要求就写 0。"),
        ("children_per_adult", "0", "至少写 1 个孩子；不要求就空着。"),
        ("record_workdays", "", "写几个工作日，像 10。"),
    ],
)
def test_figure_that_can_not_be_is_told_and_stays(
    world: World, in_app: InApp, signed_in: SignedIn, path: str, name: str, typed: str, words: str
) -> None:
    answer = signed_in("管理员").post(f"{path}/new", data=TYPED | {name: typed})

    assert (answer.status_code, words in answer.text) == (422, True)
    assert f'value="{typed}"' in answer.text
    assert in_force(world, in_app) == VolunteerRules()


def test_rules_that_somebody_else_changed_show_both(
    world: World, in_app: InApp, signed_in: SignedIn, path: str
) -> None:
    admin = signed_in("管理员")
    admin.post(f"{path}/new", data=TYPED)
    with in_app():
        [row] = list_volunteer_policies(world.units["school"])
    admin.post(f"{path}/{row.id}", data=TYPED | {"version": "1", "least_age": "15"})

    answer = admin.post(f"{path}/{row.id}", data=TYPED | {"version": "1"})

    assert (answer.status_code, "管理员刚才也改了这份规则，先看一遍再存。" in answer.text) == (409, True)
    assert "15 岁" in answer.text
    assert in_force(world, in_app).least_age == 15


def test_only_administrators_write_rules_and_members_read_them(signed_in: SignedIn, path: str) -> None:
    for name, status in (("钱会计", 403), ("陈老师", 403), ("管理员", 200)):
        client = signed_in(name)
        assert (client.get(path).status_code, client.get(f"{path}/new").status_code) == (200, status)
    assert signed_in("江老师").get(path).status_code == 404
