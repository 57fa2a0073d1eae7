"""The page of the year: figures that lead to their events, and the whole as a workbook that reckons."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.views.overviewpage import heading
from tests.planner.yearsteps import drop_draft, fill_year

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
NOW = datetime(2027, 9, 1, 4, tzinfo=UTC)
PARTIES = ["1", "100", "100", "—", "—", "—", "0.00", "0.00"]
CAMPS = ["2", "60", "140", "2", "3", "3.5 小时", "1,200.06", "7.30"]
TOTAL = ["3", "160", "240", "2", "3", "3.5 小时", "1,200.06", "7.30"]


@pytest.fixture(autouse=True)
def year(world: World, in_app: InApp, at: At) -> None:
    """A year, on the first of September."""
    at(NOW)
    with in_app():
        drop_draft(world)
        fill_year(world)


def figures(page: str) -> list[list[str]]:
    """The figures of the table, row by row."""
    cells = [cell.partition('">')[2].partition("<")[0] for cell in squeeze(page).split('class="fig"')[1:]]
    return [cells[at : at + 8] for at in range(0, len(cells), 8)]


def test_table_shows_this_year_by_kind(signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get("/year").text

    assert heading(page) == "年度汇总"
    assert figures(page) == [PARTIES, CAMPS, TOTAL]
    assert "2027年，你能看到的活动，还有 1 个没办，取消 1 个。" in squeeze(page)
    assert page.count("1 个活动没记全") == 4
    assert 'href="/year/rows?year=2027&amp;group=kind&amp;of=study_tour&amp;figure=children"' in page


def test_year_can_be_grouped_by_month_and_narrowed_to_a_unit(world: World, signed_in: SignedIn) -> None:
    page = signed_in("吴书记").get(f"/year?year=2027&group=month&unit={world.units['school']}").text

    assert [label for label in ("2027年6月", "2027年7月", "2027年8月", "2027年10月") if label in page] == [
        "2027年6月",
        "2027年7月",
        "2027年8月",
        "2027年10月",
    ]
    assert figures(page)[-1] == TOTAL


def test_figure_leads_to_its_events_and_these_to_their_records(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        camp = db.session.scalars(db.select(Event.id).where(Event.title == "夏令营")).one()

    page = signed_in("周老师").get("/year/rows?year=2027&group=kind&of=study_tour&figure=settled").text

    assert heading(page) == "决算支出 1,200.06"
    assert '2027年，暑期研学/夏令营。共 <span class="num">1</span> 个活动。' in squeeze(page)
    assert f'<a class="t" href="/events/{camp}">夏令营</a>' in page
    assert f'<a class="fig" href="/events/{camp}/settlement">1,200.06</a>' in page


@pytest.mark.parametrize(
    ("query", "count", "said"),
    [
        ("figure=children", 3, "实到人数没记全"),
        ("figure=unsettled", 2, "取消了"),
        ("figure=helpers", 2, "一个人在几个活动里服务"),
        ("figure=events&group=month&of=202708", 2, "2027年8月"),
    ],
)
def test_events_behind_a_figure_say_what_is_odd_of_them(signed_in: SignedIn, query: str, count: int, said: str) -> None:
    page = signed_in("周老师").get(f"/year/rows?year=2027&{query}").text

    assert (page.count('class="t"'), said in page) == (count, True)


@pytest.mark.parametrize(
    "query", ["of=circus", "of=performance", "group=month&of=202713", "group=month&of=202701", "group=month&of=x"]
)
def test_row_that_is_not_there_leads_nowhere(signed_in: SignedIn, query: str) -> None:
    assert signed_in("周老师").get(f"/year/rows?year=2027&figure=events&{query}").status_code == 404


def test_odd_parts_of_the_address_are_named(signed_in: SignedIn) -> None:
    page = signed_in("周老师").get("/year?year=x&unit=999&group=colour").text

    assert "地址里的年份、单位、分组读不懂，没有按它筛选。" in page
    assert figures(page)[-1] == TOTAL
    assert "地址里的看哪个数读不懂" in signed_in("周老师").get("/year/rows?figure=x").text


def test_workbook_reckons_what_the_page_shows(signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get("/year/export?year=2027")

    assert quote("年度汇总-2027年.xlsx") in answer.headers["Content-Disposition"]
    shown = openpyxl.load_workbook(io.BytesIO(answer.data), data_only=True)
    assert shown.sheetnames == ["按类别", "按月份", "活动清单"]
    rows = [[cell.value for cell in row] for row in shown["按类别"].iter_rows(min_row=4, max_row=6)]
    assert rows == [
        ["六一游园/慰问", 1, 100, 100, 0, 0, 0, 0, 0],
        ["暑期研学/夏令营", 2, 60, 140, 2, 3, 3.5, 1200.06, 7.3],
        ["合计", 3, 160, 240, 2, 3, 3.5, 1200.06, 7.3],
    ]
    written = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert written["按类别"]["C5"].value == "=SUMIFS('活动清单'!G$4:G$7,'活动清单'!$C$4:$C$7,$A5)"
    assert (written["按类别"]["C6"].value, written["按类别"]["E6"].value) == ("=SUM(C4:C5)", 2)
    assert [row[0].value for row in shown["活动清单"].iter_rows(min_row=4, max_row=7)] == [
        "六一",
        "取消的",
        "夏令营",
        "第二期",
    ]
    assert signed_in("周老师").get("/year/export?year=2027").data == answer.data


def test_title_that_looks_like_a_formula_stays_text(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event = db.session.scalars(db.select(Event).where(Event.title == "六一")).one()
        event.title = '=HYPERLINK("http://x","领奖")'
        db.session.commit()

    answer = signed_in("周老师").get("/year/export?year=2027")

    cell = openpyxl.load_workbook(io.BytesIO(answer.data))["活动清单"]["A4"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x","领奖")', "s")


def test_draft_of_a_unit_below_is_no_event_yet(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        db.session.execute(db.update(Event).values(status=EventStatus.DRAFT, settled_at=None))
        db.session.commit()

    assert "2027年的活动还没有能看到的。" in signed_in("吴书记").get("/year").text
