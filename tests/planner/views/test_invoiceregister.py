"""The register of invoices: its rows and filters, what is to be looked at, who learns of a double, the file."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner import clock
from planner.enums import InvoiceKind
from planner.extensions import db
from planner.filetypes import DAMAGED_MIME, JPEG, OFD
from planner.models import Event
from planner.queries import invoiceregister_statements, reach
from planner.queries.finances import read_finances
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.registersteps import buy, keep_file, refused, register_rows
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
ROOT = "/finance/invoices"
PAGES = (ROOT, f"{ROOT}/export")
pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("in_august")]


def test_finance_above_sees_every_unit_and_a_school_its_own(county: World, signed_in: SignedIn) -> None:
    above, school = (squeeze(signed_in(who).get(ROOT).text) for who in ("郑会计", "钱会计"))

    assert ("云台客运公司" in above, "白石镇惠民超市" in above) == (True, True)
    assert ("云台客运公司" in school, "白石镇惠民超市" in school) == (True, False)
    assert '县团委和下面 2 个单位，共 <span class="num">2</span> 笔' in above
    assert '镇中心小学，共 <span class="num">1</span> 笔，<span class="num">¥1,260.00</span>' in school
    assert ("不说是谁" in above, "不说是谁" in school) == (False, True)


def test_row_says_what_it_is_and_leads_to_the_expense(county: World, signed_in: SignedIn) -> None:
    first, second = sorted(register_rows(signed_in("郑会计").get(ROOT).text), key=lambda row: "云台客运公司" not in row)

    assert f'href="/events/{county.users["tour"]}/expenses?row=' in first
    for text in ("8月6日", "数电普通发票 27432000000080010877", "暑期研学，大巴", "1,260.00", "有文件"):
        assert text in first
    assert "只有号码" in second


def test_register_says_of_files_what_the_proofs_of_the_event_say(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    plain = {"invoice_kind": InvoiceKind.PLAIN}
    cases: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("电子票的照片", {}, {"mime": JPEG.mime}),
        ("电子票", {}, {"mime": OFD.mime}),
        ("没选种类的电子票的照片", {"invoice_kind": InvoiceKind.NONE}, {"mime": JPEG.mime}),
        ("纸票的照片", plain, {"mime": JPEG.mime}),
        ("坏了的文件", plain, {"mime": DAMAGED_MIME}),
        ("删掉了的文件", plain, {"sha256": ""}),
    )
    with in_app():
        for number, (purpose, values, file) in enumerate(cases):
            name = f"{27432 + number}{'0' * 15}" if values != plain else f"1234500{number}"
            keep_file(buy(world.event, name, purpose=purpose, **values), **file)
        db.session.commit()
        proofs = read_finances(event_of(world)).proofs
        proven = {proof.expense.purpose for proof in proofs if proof.invoice.is_at_hand}

    rows = register_rows(signed_in("钱会计").get(ROOT).text)

    with_file = {purpose for purpose, *_ in cases for row in rows if f">{purpose}<" in row and "有文件" in row}
    assert with_file == proven == {"电子票", "纸票的照片"}


@pytest.mark.parametrize(
    ("query", "sellers"),
    [
        ("q=80010877", ["云台客运公司"]),
        ("q=2743 2000 0000 8001 0877", ["云台客运公司"]),
        ("q=云台", ["云台客运公司"]),
        ("q=宣讲 超市", ["白石镇惠民超市"]),
        ("q=100%25", []),
        ("month=2027-08", ["云台客运公司", "白石镇惠民超市"]),
        ("month=2027-07", []),
        ("state=file", ["云台客运公司"]),
        ("state=number", ["白石镇惠民超市"]),
        ("state=red", []),
        ("unit_name=白石", ["白石镇惠民超市"]),
    ],
)
def test_filters_leave_what_they_say(county: World, signed_in: SignedIn, query: str, sellers: list[str]) -> None:
    page = signed_in("郑会计").get(f"{ROOT}?{query}").text
    found = register_rows(page)

    assert sorted(name for name in ("云台客运公司", "白石镇惠民超市") for row in found if name in row) == sorted(
        sellers
    )
    assert len(found) == len(sellers)
    assert ("没有这样的发票" in page) == (not sellers)


def test_way_of_payment_that_nobody_said_is_found_and_exported_as_open(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        buy(county.users["tour"], purpose="横幅", method=None, invoice_kind=None)
        db.session.commit()
    client = signed_in("郑会计")

    page = client.get(f"{ROOT}?state=method").text
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{ROOT}/export?state=method").data)).worksheets[0]

    [row] = register_rows(page)
    exported = dict(zip([cell.value for cell in sheet[3]], [cell.value for cell in sheet[4]], strict=True))
    assert ("横幅" in row, "发票待定" in row, "没有登记" in row, "没有发票" in row) == (True, True, True, False)
    assert (exported["用途"], exported["支付方式"], exported["票据种类"]) == ("横幅", "待定", "待定")


def test_filters_stay_in_the_form(county: World, signed_in: SignedIn) -> None:
    unit = county.units["other"]
    page = squeeze(signed_in("郑会计").get(f"{ROOT}?q=超市&unit={unit}&month=2027-08&state=number").text)

    for text in (
        'name="q" value="超市"',
        f'<option value="{unit}" selected>白石镇中心小学</option>',
        '<option value="2027-08" selected>',
        '<option value="number" selected>只有号码</option>',
        f"{ROOT}/export?q={quote('超市')}&amp;unit={unit}&amp;month=2027-08&amp;state=number",
    ):
        assert text in page
    assert len(register_rows(page)) == 1


@pytest.mark.parametrize(
    ("query", "what"), [("state=lost", "状态"), ("month=2027-13", "月份"), ("unit=99999999999999999999", "单位")]
)
def test_filters_that_cannot_be_read_are_named(county: World, signed_in: SignedIn, query: str, what: str) -> None:
    page = signed_in("郑会计").get(f"{ROOT}?{query}").text

    assert f"地址里的{what}读不懂" in page
    assert len(register_rows(page)) == 2


def test_deleted_expenses_and_events_are_no_rows(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        buy(county.users["tour"], "27432000000000000001", deleted_at=clock.now())
        db.session.get_one(Event, county.users["talk"]).deleted_at = clock.now()
        db.session.commit()

    assert len(register_rows(signed_in("郑会计").get(ROOT).text)) == 1


def test_names_are_escaped(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        buy(county.users["tour"], "1", seller="<script>x", purpose="<b>y", handler="<i>")
        db.session.commit()

    page = signed_in("郑会计").get(f"{ROOT}?q=<script>").text

    assert "<script>x" not in page
    assert "<b>y" not in page
    assert "&lt;script&gt;x" in page


def test_50_a_page_flagged_ones_first(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        paid = buy(county.users["talk"], "27432000000081930499", issued_on=date(2020, 1, 1))
        refused(county.users["tour"], paid)
        for number in range(60):
            buy(county.users["tour"], f"274320000000900000{number:02d}", amount=Money(1))
        db.session.commit()
    client = signed_in("郑会计")

    first, last = client.get(ROOT).text, client.get(f"{ROOT}?page=2").text

    assert (len(register_rows(first)), len(register_rows(last))) == (50, 13)
    assert "27432000000081930499" in register_rows(first)[0]
    assert "第 1 / 2 页" in first
    assert len(register_rows(client.get(f"{ROOT}?page=99999").text)) == 13


def test_county_looks_at_its_newest_events_unless_a_unit_is_named(
    county: World, signed_in: SignedIn, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "MANY_UNITS", 0)
    client = signed_in("郑会计")

    page, named = client.get(ROOT).text, client.get(f"{ROOT}?unit_name=白石").text

    assert (len(register_rows(page)), len(register_rows(named))) == (2, 1)
    words = f"看的是最近 {invoiceregister_statements.MOST_EVENTS} 个活动的支出"
    assert (words in page, words in named) == (True, False)
    assert 'name="unit_name" value="白石"' in squeeze(named)


def test_same_statements_at_1_and_3_rows(
    county: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    """Who asks, what waits for them and the events of late; two for doubles, two for splits, two of sums, the rows."""
    client, sent = signed_in("钱会计"), []
    for more in (0, 2):
        with in_app():
            for number in range(more):
                buy(county.users["tour"], f"2743200000009000000{number}", seller="别家")
            db.session.commit()
        with count_queries() as statements:
            assert len(register_rows(client.get(ROOT).text)) == 1 + more
        sent.append(len(statements))

    assert sent == [3 + 7] * 2


def test_export_has_every_row_with_days_and_money(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        odd: dict[str, Any] = {"purpose": "=1+1", "net": Money(0), "remark": "退", "paid_on": date(2027, 8, 9)}
        buy(
            county.users["tour"],
            "27432000000080011023",
            amount=Money(-20_000),
            blue_number="27432000000080010877",
            **odd,
        )
        db.session.commit()

    answer = signed_in("郑会计").get(f"{ROOT}/export?q=云台 研学")
    whole = signed_in("郑会计").get(f"{ROOT}/export")
    narrowed = signed_in("郑会计").get(f"{ROOT}/export?state=red")

    assert quote("发票台账.xlsx") in answer.headers["Content-Disposition"]
    sheets = [openpyxl.load_workbook(io.BytesIO(each.data)).worksheets[0] for each in (answer, whole, narrowed)]
    found = [[[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)] for sheet in sheets]
    assert [row[5] for row in found[0] if row[2]] == ["云台客运公司"]
    assert len([row for row in found[1] if row[2]]) == 3
    red = dict(zip([cell.value for cell in sheets[2][3]], found[2][0], strict=True))
    assert [f"{red.pop(name):%Y-%m-%d}" for name in ("开票日期", "付款日期")] == ["2027-08-06", "2027-08-09"]
    assert red == {
        **red,
        "单位": "镇中心小学",
        "活动": "暑期研学",
        "用途": "=1+1",
        "发票号码": "27432000000080011023",
        "冲的蓝字发票": "27432000000080010877",
        "实付": -200,
        "不含税": 0,
        "税额": "",
        "备注": "退",
    }
    assert sheets[2]["L4"].number_format == "#,##0.00"
    assert sheets[2]["A4"].number_format == "yyyy-mm-dd"
    assert sheets[2]["A2"].value == "红票　　单位：元"
    assert found[2][-1][0] == "共 1 笔，合计 −200.00 元"


@pytest.mark.parametrize("path", [*PAGES, f"{ROOT}/clashes/1"])
def test_needs_login(world: World, client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/sign-in")


def test_strangers_find_nothing(county: World, signed_in: SignedIn) -> None:
    client = signed_in("江老师")

    assert "还没有记支出" in client.get(ROOT).text
    assert "云台客运公司".encode() not in client.get(f"{ROOT}/export").data
    assert register_rows(client.get(f"{ROOT}?unit={county.units['school']}").text) == []


@pytest.mark.parametrize("path", PAGES)
def test_post_is_405(world: World, signed_in: SignedIn, path: str) -> None:
    assert signed_in("钱会计").post(path).status_code == 405


def test_finance_desk_leads_to_the_register(world: World, signed_in: SignedIn) -> None:
    assert f'href="{ROOT}"' in signed_in("钱会计").get("/finance").text
    assert squeeze(signed_in("钱会计").get(ROOT).text).count('href="/finance" aria-current="page"') == 1
