import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from budgets import (
    UNPLANNED,
    Budget,
    Heading,
    Invoice,
    Line,
    Loan,
    Money,
    Payment,
    Settlement,
    Source,
    UnitPrice,
    build_workbook,
)
from budgets.workbook.layout import SIGNATURES, storable
from tests.budgets.strategies import settlements
from tests.budgets.workbook.books import BUDGET, BUS, CREATED, HEADING, SETTLEMENT, TOLL, book, formulas, values


def test_budget_sheet_shows_lines_sums_and_sources():
    assert values(book(), "预算") == [
        ["六一慰问预算表"],
        ["白石镇中心小学　6月1日，学生 30 人"],
        ["单位：元"],
        ["序号", "类别", "项目", "单价", "数量", "单位", "次数", "次数单位", "小计", "资金来源", "依据、备注"],
        [1, "交通费", "大巴", 1800, 3, "天", 5400, "财政", "三家报价"],
        [2, "交通费", "过路费", 420],
        ["小计", 5820],
        [3, "餐费", "午餐", 20, 34, "人", 3, "天", 2040],
        [4, "慰问品", '=HYPERLINK("http://x","y")', "待定", 30, "份", "待定"],
        ["合计（至少，1 项待定）", 7860],
        ["合计（大写）：待定"],
        ["人均（34 人，至少）", 231.18],
        ["资金来源"],
        ["财政", 7860],
        ["捐赠", "待定"],
        ["来源合计", 7860, "与支出相符"],
        [],
        ["预算合计 7,860.00 元，另有 1 项待定\n\n" + SIGNATURES],
    ]


def test_budget_sheet_computes_live():
    sheet = formulas(book(), "预算")
    assert [sheet[cell].value for cell in ("I5", "I6", "I7", "I8", "I9", "I10", "I12", "I16")] == [
        "=ROUND(D5*E5,2)",
        420,
        "=SUBTOTAL(9,I5:I6)",
        "=ROUND(D8*E8*G8,2)",
        "待定",
        "=SUBTOTAL(9,I5:I9)",
        "=ROUND(I10/34,2)",
        "=ROUND(SUM(I14:I15),2)",
    ]


def test_unit_price_shows_as_many_decimals_as_it_has():
    copies = Line("copy", "印刷费", "小报", UnitPrice.parse("0.125"), Decimal(3), "张")
    sheet = formulas(book(Budget((copies, BUS)), None), "预算")
    assert [(sheet[cell].value, sheet[cell].number_format) for cell in ("D5", "D6")] == [
        (0.125, "#,##0.00##"),
        (1800, "#,##0.00"),
    ]
    assert sheet["I5"].value == "=ROUND(D5*E5,2)"
    assert [1, "印刷费", "小报", 0.125, 3, "张", 0.38] in values(book(Budget((copies,)), None), "预算")


def test_exact_total_stands_in_words_with_a_live_warning():
    budget = Budget((BUS, TOLL), (Source("财政", Money(6000_00)),))
    rows = values(book(budget, None), "预算")
    assert ["合计（大写）：人民币伍仟捌佰贰拾元整"] in rows
    assert ["人均（34 人）", 171.18] in rows
    assert ["来源合计", 6000, "与支出相差 180.00"] in rows
    sheet = formulas(book(budget, None), "预算")
    assert sheet["A10"].value == '=IF(ROUND(I8,2)=5820.00,"","表中金额改过，合计大写要重写")'


def test_execution_sheet_shows_categories_then_expenses():
    rows = values(book(), "执行")
    assert rows[3:9] == [
        ["类别", "项目、用途", "预算", "实际", "差额", "日期", "收款方", "方式", "经办人", "验收人", "发票号码"],
        ["交通费", 5820, 5400, -420],
        ["餐费", 2040, 2100, 60],
        ["慰问品", "预算 1 项待定", 0, 0, 0],
        [UNPLANNED, 0, 30, 30],
        ["合计", "预算 1 项待定", 7860, 7530, -330],
    ]
    assert [row for row in rows[9:] if row] == [
        ["类别", "用途", "金额", "付款日期", "收款方", "付款方式", "经办人", "验收人", "发票号码"],
        ["交通费", "大巴", 5400, date(2026, 6, 1), "客运公司", "转账", "周老师", "李老师"],
        ["餐费", "+午餐", 2100, "待定", "待定", "26442000000014209621"],
        [UNPLANNED, 30, "待定", "@小店", "待定"],
        ["实际（大写）：人民币柒仟伍佰叁拾元整"],
        ["实际合计 7,530.00 元\n\n" + SIGNATURES],
    ]


def test_execution_sheet_sums_the_other_rows():
    sheet = formulas(book(), "执行")
    first = 4 + 4 + 1 + 17 + 1 + 1
    assert [sheet[cell].value for cell in ("C5", "D5", "D6", "D7", "C8", "D8", "C9", "D9", "E9")] == [
        "=ROUND(SUM('预算'!I5:I6),2)",
        f"=ROUND(SUM('执行'!D{first}:D{first}),2)",
        f"=ROUND(SUM('执行'!D{first + 1}:D{first + 1}),2)",
        "=0",
        "=0",
        f"=ROUND(SUM('执行'!D{first + 2}:D{first + 2}),2)",
        "=ROUND(SUM(C5:C8),2)",
        "=ROUND(SUM(D5:D8),2)",
        "=ROUND(D9-C9,2)",
    ]
    assert sheet[f"D{first}"].value == 5400


def test_execution_sheet_has_a_chart_of_planned_and_actual():
    with zipfile.ZipFile(BytesIO(book())) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert re.findall("<c:f>(.*?)</c:f>", chart) == [
        "执行!$A$5:$A$8",
        "执行!$C$5:$C$8",
        "执行!$A$5:$A$8",
        "执行!$D$5:$D$8",
    ]
    assert re.findall("<c:v>(预算|实际)</c:v>", chart) == ["预算", "实际"]


def test_settlement_sheet_shows_lines_sources_and_advances():
    assert [row for row in values(book(), "决算")[4:] if row] == [
        [1, "交通费", "大巴", 5400, 5400, 0, 0],
        [2, "交通费", "过路费", 420, 0, -420, -1],
        [3, "餐费", "午餐", 2040, 2100, 60, 0.0294, "多两位志愿者"],
        [4, "慰问品", '=HYPERLINK("http://x","y")', "待定", 0],
        ["未列入预算（1 笔）", 0, 30, 30],
        ["合计（预算至少，1 项待定）", 7860, 7530, -330],
        ["决算（大写）：人民币柒仟伍佰叁拾元整"],
        ["资金来源", "承诺", "到账", "支出", "结余"],
        ["财政", 7860, 7860, 7530, 330],
        ["捐赠", "待定", 0, 0, 0],
        ["来源合计", 7860, 7860, 7530, 330],
        ["借款人", "借款", "已报销", "已归还", "未清"],
        ["周老师", 500, 300, 100, 100],
        ["决算合计 7,530.00 元\n\n" + SIGNATURES],
    ]


def test_settlement_sheet_refers_to_the_other_sheets():
    sheet = formulas(book(), "决算")
    assert [sheet[cell].value for cell in ("D5", "E5", "F5", "G5", "D7", "E8", "D10", "E10")] == [
        "='预算'!I5",
        "=ROUND(SUM('执行'!D28:D28),2)",
        "=ROUND(E5-D5,2)",
        '=IF(D5=0,"",ROUND(F5/D5,4))',
        "='预算'!I8",
        "=0",
        "=ROUND(SUM(D5:D9),2)",
        "=ROUND(SUM(E5:E9),2)",
    ]


def test_empty_budget_and_settlement_make_a_workbook():
    workbook = book(Budget(), Settlement(Budget()), Heading())
    assert values(workbook, "预算")[0] == ["活动预算表"]
    assert ["合计", 0] in values(workbook, "预算")
    assert ["合计", 0, 0, 0] in values(workbook, "执行")
    assert ["合计", 0, 0, 0] in values(workbook, "决算")
    cells = {"预算": ("I5",), "执行": ("C5", "D5"), "决算": ("D5", "E5")}
    assert {formulas(workbook, sheet)[cell].value for sheet, names in cells.items() for cell in names} == {"=0"}
    with zipfile.ZipFile(BytesIO(workbook)) as parts:
        assert not [name for name in parts.namelist() if "chart" in name]


@pytest.mark.parametrize(("name", "cell"), [("预算", "I10"), ("执行", "D9"), ("决算", "E10")])
def test_signatures_stand_in_one_row_with_the_sum_that_is_signed(name, cell):
    """A row is never parted, so nobody signs a page that holds nothing else; and the sum is that of the sheet."""
    sheet = formulas(book(), name)
    assert sheet.cell(sheet.max_row, 1).value.startswith(
        f'="{name.replace("执行", "实际")}合计 "&TEXT({cell},"#,##0.00")'
    )
    assert sheet.row_dimensions[sheet.max_row].height == 45
    assert sheet.print_area.endswith(f"${sheet.max_row}")


def test_workbook_without_settlement_is_the_budget_alone():
    assert CalamineWorkbook.from_filelike(BytesIO(book(settlement=None))).sheet_names == ["预算"]


def test_every_sheet_is_set_up_for_a4_with_its_head_in_view():
    for sheet in openpyxl.load_workbook(BytesIO(book())):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:")


def test_same_input_gives_the_same_bytes():
    assert book() == book()
    elsewhere = CREATED.astimezone(timezone(timedelta(hours=8)))
    assert build_workbook(BUDGET, HEADING, created=elsewhere, settlement=SETTLEMENT) == book()
    properties = openpyxl.load_workbook(BytesIO(book())).properties
    assert properties.created == CREATED.replace(tzinfo=None)
    assert properties.title == "六一慰问"


HOSTILE = (
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@a",
    "http://x.example",
    "{=1}",
    "'a",
    "\x07",
    "\ufffe\uffff\ud800",
    "<r>&</r>",
    "<r><t>x</t></r>",
    "_x0041_",
    "长" * 40_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_text_of_people_never_becomes_a_formula_or_a_link(text):
    line = Line("k", text, text, Money(1), Decimal(1), text, Decimal(1), text, text, text)
    expense = Payment("e", Money(1), "k", text, None, text, text, text, text, text, text, Invoice(text))
    advance = Loan("a", text, Money(1))
    budget = Budget((line, replace(line, key="l")), (Source(text, Money(1)),))
    settlement = Settlement(budget, (expense,), {text: Money(1)}, (advance,), reasons={"k": text})

    workbook = book(budget, settlement, Heading(text, text, text))

    with zipfile.ZipFile(BytesIO(workbook)) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    for name, content in contents.items():
        ElementTree.fromstring(content)
        assert b"<hyperlink " not in content
        assert "hyperlink" not in name
    signed = (
        r'"(预算|实际|决算)合计 "&amp;TEXT\([A-Z]\d+,"#,##0\.00"\)&amp;" 元"(&amp;CHAR\(10\)){2}&amp;'
        + f'"{SIGNATURES}"'
    )
    formulas_of_ours = rf"0|(ROUND|SUM|SUBTOTAL|IF)\(.*\)|'预算'!I\d+|{signed}"
    written = "".join(contents[f"xl/worksheets/sheet{at}.xml"].decode() for at in (1, 2, 3))
    found = re.findall("<f>(.*?)</f>", written)
    assert len(found) > 20
    assert [formula for formula in found if not re.fullmatch(formulas_of_ours, formula)] == []
    assert [formula for formula in found if "HYPERLINK" in formula or "example" in formula] == []


def test_text_is_stored_as_it_was_written():
    for text in ("=1+1", "_x0041_", "<b>", " a ", "a\nb", "&lt;"):
        assert text in values(book(Budget((Line("k", "x", text),)), None), "预算")[4]
    assert storable("<r>x</r>") == " <r>x</r>"
    assert storable("a\x07\ud800\uffffb\t") == "ab\t"
    assert len(storable("<r>" * 40_000)) == len(storable("长" * 40_000)) == 32_767


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(settlements())
def test_any_settlement_makes_a_workbook_with_its_totals(settlement):
    workbook = build_workbook(settlement.budget, HEADING, created=CREATED, settlement=settlement)
    totals = next(row for row in values(workbook, "执行") if row[:1] == ["合计"])
    planned, spent = settlement.planned.known.decimal(), settlement.spent.decimal()
    assert [Decimal(str(value)) for value in totals[-3:]] == [planned, spent, spent - planned]


def test_rows_are_as_high_as_their_longest_text():
    """Readers other than Excel print what does not fit over the rows above and below."""
    payee = "白石镇惠民超市（个体工商户）第二门市"
    payments = [Payment("b1", Money(1), payee=payee), Payment("b1", Money(2), payee="惠民超市")]
    budget = replace(BUDGET, lines=(replace(BUDGET.lines[0], basis="长" * 60), *BUDGET.lines[1:]))
    workbook = book(budget, replace(SETTLEMENT, budget=budget, expenses=tuple(payments)))

    sheet = formulas(workbook, "执行")
    (row,) = [cell.row for cell in sheet["G"] if cell.value == payee]
    assert (sheet.row_dimensions[row].height, sheet.row_dimensions[row + 1].height) == (30, None)
    heights = formulas(workbook, "预算").row_dimensions
    assert (heights[5].height, heights[6].height) == (75, None)
