"""Money over all events: the table, the rows behind each figure, the file."""

import html
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneyrows import add_event, approve, pay, plan
from tests.planner.stages import Stage
from tests.planner.submissions import event_of
from tests.planner.views.overviewpage import ROOT, heading, links

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
PAGES = (ROOT, f"{ROOT}/rows", f"{ROOT}/export")
FIGURES = ("planned", "approved", "spent", "left")


@pytest.fixture(autouse=True)
def in_2027(at: At) -> None:
    at(datetime(2027, 8, 1, 4, tzinfo=UTC))


@pytest.fixture
def tour(world: World, stage: Stage) -> int:
    """An event of 2027 with money of every kind, one of 2026, one without a year; its id."""
    made: int = stage.put_on(make_tour, world)
    return made


def make_tour(world: World) -> int:
    """Make and commit them beside the draft of the world."""
    tour = add_event(world, "研学")
    plan(tour, "bus", 180_050, "交通费", "财政")
    plan(tour, "meal", None, "餐费", "捐赠")
    approve(tour, ("bus", 170_000, "交通费", "财政"), ("meal", None, "餐费", "捐赠"))
    pay(tour, "e1", 169_999, "bus")
    pay(tour, "e2", 700)
    old = add_event(world, "去年的", year=2026, unit="committee", owner="吴书记")
    plan(old, "a", 11_111, "交通费", "自筹")
    plan(add_event(world, "没定年份", year=None), "b", 22_222, "慰问品", "捐赠")
    db.session.commit()
    return tour


def test_table_shows_this_year_by_unit(world: World, tour: int, signed_in: SignedIn) -> None:
    page = signed_in("钱会计").get(ROOT).text

    assert heading(page) == "经费总览"
    assert "2027年，你能看到的活动" in page
    assert [text for _, text in links(page)[:4]] == ["至少 1,800.50", "至少 1,700.00", "1,706.99", "至少 −6.99"]
    assert "另有 1 项待定" in page
    assert '<th scope="row" class="wide">镇中心小学</th>' in page
    assert "111.11" not in page
    assert 'href="/finance"' in page


@pytest.mark.parametrize("group", ["unit", "category", "source", "year", "event"])
@pytest.mark.parametrize(
    "query", ["year=all", "year=2027", "year=none", "year=all&category=交通费", "year=all&source=捐赠"]
)
def test_every_figure_leads_to_rows_of_that_sum(
    world: World, tour: int, signed_in: SignedIn, group: str, query: str
) -> None:
    client = signed_in("吴书记")
    found = links(client.get(f"{ROOT}?{query}&group={group}").text)
    assert len(found) >= 8

    for href, text in found:
        answer = client.get(href)
        assert answer.status_code == 200
        shown = heading(answer.text)
        amount = text.removeprefix("至少 ").replace("−", "")
        if "待定" in text:
            assert shown.endswith("待定"), (href, text)
        else:
            assert f"¥{amount}" in shown, (href, text)
            assert ("至少" in text) == ("至少" in shown)
            assert ("−" in text) == ("−" in shown)


def test_links_name_every_figure_of_each_row(world: World, tour: int, signed_in: SignedIn) -> None:
    found = [parse_qs(urlsplit(href).query) for href, _ in links(signed_in("钱会计").get(f"{ROOT}?group=event").text)]

    assert [each["figure"][0] for each in found] == [*FIGURES, *FIGURES]
    assert [each.get("of") for each in found] == [[str(tour)]] * 4 + [None] * 4
    assert all(each["year"] == ["2027"] for each in found), "the address still means this year when it is over"


def test_rows_link_to_the_event_and_to_each_row(world: World, tour: int, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get(f"{ROOT}/rows?figure=left&year=2027").text

    assert heading(page) == "结余 至少 ¥−6.99（1 项待定）".replace("¥−", "−¥")
    assert "批准 至少 ¥1,700.00（1 项待定），减去支出 ¥1,706.99" in page
    for text in (
        f'href="/events/{tour}">研学</a>',
        f'href="/events/{tour}/budget#row-bus">项目bus</a>',
        f'href="/events/{tour}/expenses?row=e1#row-e1">付款e1</a>',
        f'<a class="hole" href="/events/{tour}/budget#row-meal">待定</a>',
        "未列入预算",
        "批准（2 条）",
        "减去：支出（2 条）",
    ):
        assert text in page


def test_rows_lead_back_to_the_same_table(world: World, tour: int, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get(f"{ROOT}/rows?figure=spent&year=2027&category=交通费&group=source&of=财政").text

    back = f"{ROOT}?year=2027&category={quote('交通费')}&group=source"
    assert f'href="{html.escape(back)}"' in page
    assert heading(page) == "支出 ¥1,699.99"


def test_filters_stay_in_the_form(world: World, tour: int, signed_in: SignedIn) -> None:
    unit = world.units["school"]

    address = f"{ROOT}?year=2027&unit={unit}&category=交通费&source=财政&group=year"
    page = squeeze(signed_in("吴书记").get(address).text)

    for text in (
        '<option value="2027" selected>2027年</option>',
        f'<option value="{unit}" selected>镇中心小学</option>',
        "<option selected>交通费</option>",
        "<option selected>财政</option>",
        'name="group" value="year"',
        "2027年，镇中心小学及下属单位，交通费，财政",
    ):
        assert text in page


def test_names_are_escaped(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event = add_event(world, "<script>alert(1)</script>")
        plan(event, "a", 100, "<b>&amp;", '"><i>')
        db.session.commit()
    client = signed_in("周老师")

    for group in ("event", "category", "source"):
        page = client.get(f"{ROOT}?group={group}").text
        assert "<script>alert" not in page
        assert "<b>&amp;" not in page
        href = links(page)[0][0]
        assert heading(client.get(href).text) == "预算 ¥1.00"


@pytest.mark.parametrize(
    ("query", "what"),
    [("year=abc", "年份"), ("unit=xyz", "单位"), ("group=x", "分组"), ("year=x&unit=9", "年份、单位")],
)
def test_filters_that_cannot_be_read_are_named(
    world: World, tour: int, signed_in: SignedIn, query: str, what: str
) -> None:
    client = signed_in("吴书记")
    for path in PAGES[:2]:
        answer = client.get(f"{path}?{query}&figure=planned")
        assert answer.status_code == 200
        assert f"地址里的{what}读不懂" in answer.text
    assert client.get(f"{ROOT}/export?{query}").status_code == 200


@pytest.mark.parametrize("figure", ["", "figure=", "figure=all", "figure=LEFT"])
def test_unknown_figure_shows_the_planned_rows(world: World, tour: int, signed_in: SignedIn, figure: str) -> None:
    page = signed_in("吴书记").get(f"{ROOT}/rows?{figure}").text

    assert heading(page).startswith("预算 至少 ¥1,800.50")
    assert "地址里的金额读不懂" in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²", ""])
def test_odd_page_numbers_show_a_page_that_exists(world: World, tour: int, signed_in: SignedIn, page: str) -> None:
    for path in PAGES[:2]:
        answer = signed_in("吴书记").get(f"{path}?figure=planned&page={page}")
        assert answer.status_code == 200
        assert "至少" in answer.text


@pytest.mark.parametrize(
    "query", ["of=abc", "of=99999999999", "of=0", "group=event&of=999999", "group=event&of=x", "group=year&of=x"]
)
def test_group_that_is_not_there_is_404(world: World, tour: int, signed_in: SignedIn, query: str) -> None:
    answer = signed_in("吴书记").get(f"{ROOT}/rows?figure=planned&{query}")

    assert answer.status_code == 404
    assert "总览里没有这一行" in answer.text


@pytest.mark.parametrize("query", ["year=2019", "year=all&category=没有的", "year=1", "year=9998"])
def test_nothing_found_is_said_in_words(world: World, tour: int, signed_in: SignedIn, query: str) -> None:
    client = signed_in("吴书记")

    assert "没有预算，也没有支出" in client.get(f"{ROOT}?{query}").text
    assert "这个数没有明细" in client.get(f"{ROOT}/rows?{query}&figure=left").text
    assert client.get(f"{ROOT}/export?{query}").status_code == 200


def test_empty_year_offers_all_years(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    page, all_years = client.get(ROOT).text, client.get(f"{ROOT}?year=all").text

    assert "2027年的活动还没有预算，也没有支出。" in page
    assert f"{ROOT}?year=all" in page
    assert ("全部年份，没有预算，也没有支出。" in all_years, "看全部年份" in all_years) == (True, False)
    assert "导出表格" not in page


def test_export_is_the_same_table(world: World, tour: int, signed_in: SignedIn) -> None:
    answer = signed_in("吴书记").get(f"{ROOT}/export?year=all&group=unit")

    assert answer.mimetype.endswith("spreadsheetml.sheet")
    assert quote("经费总览-全部年份-按单位.xlsx") in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    found = [[cell.value or None for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert found == [
        ["县团委", 111.11, None, None, None, None, None],
        ["镇中心小学", 2022.72, 1700, 1706.99, -6.99, 1, 1],
        ["合计", 2133.83, 1700, 1706.99, -6.99, 1, 1],
    ]


@pytest.mark.parametrize("path", PAGES)
def test_needs_login(world: World, client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/sign-in")


def test_stranger_sees_only_what_he_may(world: World, tour: int, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        plan(add_event(world, "邻县的", unit="stranger", owner="江老师"), "a", 4_200, "交通费")
        db.session.commit()
    client = signed_in("江老师")

    page = client.get(f"{ROOT}?year=all&group=event").text

    assert [text for _, text in links(page)] == ["42.00", "0.00", "0.00", "0.00"] * 2
    assert "研学" not in page
    assert "餐费" not in page
    assert client.get(f"{ROOT}/rows?year=all&figure=planned&group=event&of={tour}").status_code == 404
    assert client.get(f"{ROOT}/rows?figure=planned&of={world.units['school']}").status_code == 404
    assert (
        heading(client.get(f"{ROOT}/rows?year=all&figure=planned&unit={world.units['school']}").text) == "预算 ¥42.00"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{ROOT}/export?year=all").data)).worksheets[0]
    assert "镇中心小学" not in {cell.value for row in sheet.iter_rows() for cell in row}


def test_drafts_are_not_counted_above(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        plan(world.event, "a", 777)
        assert event_of(world).status == EventStatus.DRAFT
        db.session.commit()

    assert "7.77" in signed_in("钱会计").get(ROOT).text
    assert "7.77" not in signed_in("吴书记").get(ROOT).text


def test_cancelled_event_still_counts(world: World, tour: int, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        db.session.get_one(Event, tour).status = EventStatus.CANCELLED
        db.session.commit()

    assert links(signed_in("吴书记").get(ROOT).text)[2][1] == "1,706.99"


@pytest.mark.parametrize("path", PAGES)
def test_post_is_405(world: World, signed_in: SignedIn, path: str) -> None:
    assert signed_in("钱会计").post(path).status_code == 405
