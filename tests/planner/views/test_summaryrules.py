"""The pages of a unit's days for summaries: what holds, writing, changing, taking back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from planner.queries.summaryrules import find_summary_rules, list_summary_policies
from planner.report.deadlines import SummaryRules
from tests.conftest import At
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
TYPED = {
    "document": "团字〔2027〕1 号",
    "effective_from": "2027-01-01",
    "confirmed": "1",
    "days": "10",
    "days_by_kind": "暑期研学/夏令营　14 天\n清明祭扫：5",
}
MEANT = SummaryRules(date(2027, 1, 1), "团字〔2027〕1 号", True, 10, {"study_tour": 14, "qingming": 5})


@pytest.fixture(autouse=True)
def today(at: At) -> None:
    """It is 2027-03-01."""
    at(datetime(2027, 3, 1, 4, tzinfo=UTC))


@pytest.fixture
def path(world: World) -> str:
    """The address of the school's rules."""
    return f"/organisations/{world.units['school']}/summary-rules"


def in_force(world: World, in_app: InApp, unit: str = "school") -> SummaryRules:
    """What holds in a unit today."""
    with in_app():
        return find_summary_rules(world.units[unit], date(2027, 3, 1))


def test_rules_are_written_shown_and_taken_back(world: World, in_app: InApp, signed_in: SignedIn, path: str) -> None:
    admin = signed_in("管理员")
    assert "和上级单位都没有正在执行的期限，今天按默认值" in admin.get(path).text

    answer = admin.post(f"{path}/new", data=TYPED)

    assert in_force(world, in_app) == MEANT
    page = admin.get(answer.headers["Location"]).text
    shown = [words in page for words in ("10 天内", "暑期研学/夏令营 14 天", "清明祭扫 5 天", "正在执行")]
    assert shown == [True] * 4
    with in_app():
        [row] = list_summary_policies(world.units["school"])
    assert "暑期研学/夏令营 14\n清明祭扫 5" in admin.get(f"{path}/{row.id}").text
    admin.post(f"{path}/{row.id}/delete")
    assert in_force(world, in_app) == SummaryRules()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("effective_from", "", "写从哪一天起执行，像 2027-01-01。"),
        ("days", "", "写几天，像 7。"),
        ("days", "0", "至少写 1 天。"),
        ("days", "366", "写 0—365 的整数，现在是“366”。"),
        ("days_by_kind", "春游 5", "每行写种类和天数，像“暑期研学/夏令营 14”"),
        ("days_by_kind", "清明祭扫 0", "天数写 1—365，第 1 行是“清明祭扫 0”。"),
        ("days_by_kind", "清明祭扫 5\n清明祭扫 6", "一种只写一行，现在“清明祭扫”写了两行。"),
    ],
)
def test_figure_that_can_not_be_is_told_and_stays(
    world: World, in_app: InApp, signed_in: SignedIn, path: str, name: str, typed: str, words: str
) -> None:
    answer = signed_in("管理员").post(f"{path}/new", data=TYPED | {name: typed})

    assert (answer.status_code, words in answer.text, typed in answer.text) == (422, True, True)
    assert in_force(world, in_app) == SummaryRules()


def test_rules_that_somebody_else_changed_show_both(
    world: World, in_app: InApp, signed_in: SignedIn, path: str
) -> None:
    admin = signed_in("管理员")
    admin.post(f"{path}/new", data=TYPED)
    with in_app():
        [row] = list_summary_policies(world.units["school"])
    admin.post(f"{path}/{row.id}", data=TYPED | {"version": "1", "days": "12"})

    answer = admin.post(f"{path}/{row.id}", data=TYPED | {"version": "1"})

    assert (answer.status_code, "管理员刚才也改了这份期限，先看一遍再存。" in answer.text) == (409, True)
    assert ("12 天内" in answer.text, in_force(world, in_app).days) == (True, 12)


def test_only_administrators_write_rules_and_members_read_them(signed_in: SignedIn, path: str) -> None:
    for name, status in (("钱会计", 403), ("陈老师", 403), ("管理员", 200)):
        client = signed_in(name)
        assert (client.get(path).status_code, client.get(f"{path}/new").status_code) == (200, status)
    assert signed_in("江老师").get(path).status_code == 404
