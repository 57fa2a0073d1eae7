"""Volunteers over all events: the page, how it is narrowed, the file."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from urllib.parse import quote

import openpyxl
import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.servicerows import arrive, serve, serving_event
from tests.planner.views.overviewpage import heading

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
ROOT = "/volunteers/statistics"


@pytest.fixture(autouse=True)
def in_2027(at: At) -> None:
    at(datetime(2027, 9, 1, 4, tzinfo=UTC))


@pytest.fixture
def camp(world: World, in_app: InApp) -> int:
    """An event of this year with two volunteers, one of the year before with one of them; its id."""
    with in_app():
        spring = serving_event(world, "春游", date(2026, 4, 5))
        serve(spring, "13800001001", "a")
        camp = serving_event(world, "夏令营", date(2027, 8, 9))
        arrive(serve(camp, "13800001001", "a", "b")[0], minutes=150)
        serve(camp, "13800001002", "a")
        serve(camp, "13800001003", "a", absent_by="周老师")
        db.session.commit()
        return camp


def cells(page: str) -> list[str]:
    """The figures of the table, row by row."""
    return [cell.partition("<")[0] for cell in squeeze(page).split("data-l=")[1:] for cell in [cell.partition(">")[2]]]


def test_table_shows_this_year_by_event(world: World, camp: int, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get(ROOT).text

    assert heading(page) == "志愿者统计"
    assert "2027年，你能看到的活动" in page
    assert page.count("一个人上几班就是几人次") == 1
    assert f'<a class="t" href="/events/{camp}/volunteers">夏令营</a>' in page
    assert cells(page) == ["2", "3", "1", "1", "1", "2.5 小时"] * 2
    assert "春游" not in page


@pytest.mark.parametrize(
    ("query", "label", "figures"),
    [
        ("year=all&group=year", "2026年", ["1", "1", "0", "0", "0", "0 小时"]),
        ("year=all&group=month", "2026年4月", ["1", "1", "0", "0", "0", "0 小时"]),
        ("year=2026&group=unit", "镇中心小学", ["1", "1", "0", "0", "0", "0 小时"]),
        ("year=all&group=unit", "镇中心小学", ["2", "4", "1", "1", "1", "2.5 小时"]),
    ],
)
def test_table_is_narrowed_and_grouped(
    world: World, camp: int, signed_in: SignedIn, query: str, label: str, figures: list[str]
) -> None:
    page = signed_in("吴书记").get(f"{ROOT}?{query}").text

    rows = [cells(page)[at : at + 6] for at in range(0, len(cells(page)), 6)]
    assert label in page
    assert figures in rows


def test_year_without_volunteers_leads_to_all_years(world: World, camp: int, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"{ROOT}?year=2025").text

    assert "2025年，没有志愿者。" in page
    assert f'href="{ROOT}?year=all&amp;group=event">看全部年份</a>' in page
    assert "导出表格" not in page


def test_odd_parts_of_the_address_are_named(world: World, camp: int, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"{ROOT}?year=x&unit=999&group=colour").text

    assert all(label in page for label in ("年份", "单位", "分组"))
    assert cells(page)[:2] == ["2", "3"]


def test_file_has_all_rows_and_the_total(world: World, camp: int, signed_in: SignedIn) -> None:
    answer = signed_in("吴书记").get(f"{ROOT}/export?year=all&group=event")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert quote("志愿者统计-全部年份-按活动.xlsx") in answer.headers["Content-Disposition"]
    assert rows == [
        ["活动", "单位、时间", "人数", "人次", "到了人次", "未到人次", "再来的人数", "核定时长（小时）"],
        ["夏令营", "镇中心小学　2027年8月9日（周一）", 2, 3, 1, 1, 1, 2.5],
        ["春游", "镇中心小学　2026年4月5日（周日）", 1, 1, 0, 0, 0, 0],
        ["合计", "", 2, 4, 1, 1, 1, 2.5],
    ]


@pytest.mark.parametrize("path", ["", "/export"])
def test_statistics_need_a_person(world: World, client: FlaskClient, path: str) -> None:
    assert client.get(ROOT + path).status_code == 302
    assert client.post(ROOT + path).status_code == 405


def test_strangers_see_none_of_it(world: World, camp: int, signed_in: SignedIn) -> None:
    page = signed_in("江老师").get(f"{ROOT}?year=all").text

    assert "夏令营" not in page
    assert cells(page) == []


def test_page_sends_the_same_statements_for_one_and_five_events(
    world: World, camp: int, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    client, counts = signed_in("吴书记"), []
    for _ in range(2):
        client.get(ROOT)
        with count_queries() as queries:
            client.get(ROOT)
        counts.append(len(queries))
        with in_app():
            for number in range(4):
                serve(serving_event(world, f"活动 {number}", date(2027, 5, 1)), "13800001009", "a", "b")
            db.session.commit()

    assert counts[0] == counts[1]
