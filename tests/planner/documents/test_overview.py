"""经费总览.xlsx, read back by openpyxl and by a second reader."""

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from budgets import Money, Total
from planner.documents.overview import build_overview_sheet
from planner.money.overview import Figures, Group, Grouping, Overview
from tests.planner.documents.events import NASTY


def figures(planned: int, approved: int, spent: int, *unknown: int) -> Figures:
    open_ = (*unknown, 0, 0)
    return Figures(Total(Money(planned), open_[0]), Total(Money(approved), open_[1]), Total(Money(spent)))


def some(grouping: Grouping = Grouping.UNIT, label: str = "镇中心小学") -> Overview:
    return Overview(
        grouping,
        (
            Group("1", label, figures(123_450, 100_000, 99_999), "县团委　2027年6月1日"),
            Group("2", "村小", figures(0, 0, 2, 3, 1)),
            Group("3", "县团委", figures(5_000, 0, 0, 2)),
        ),
    )


def sheet(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def rows(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet(content).iter_rows()]


def test_sheet_has_a_row_a_group_and_the_total() -> None:
    found = rows(build_overview_sheet(some(), "2027年　交通费"))

    assert found[0][0] == "经费总览"
    assert found[1][0] == "2027年　交通费　　单位：元"
    assert found[2] == ["单位", "预算", "批准", "支出", "结余", "预算待定项", "批准待定项"]
    assert [[value or None for value in row] for row in found[3:7]] == [
        ["镇中心小学", 1234.5, 1000, 999.99, 0.01, None, None],
        ["村小", "待定", "待定", 0.02, -0.02, 3, 1],
        ["县团委", 50, None, None, None, 2, None],
        ["合计", 1284.5, 1000, 1000.01, -0.01, 5, 1],
    ]


def test_amounts_are_numbers_with_two_decimals() -> None:
    page = sheet(build_overview_sheet(some(), "2027年"))

    cells = [cell for row in page["B4:E7"] for cell in row if cell.value != "待定"]
    assert {cell.data_type for cell in cells} == {"n"}
    assert {cell.number_format for cell in cells} == {"#,##0.00"}
    assert {page.cell(7, 6).number_format, page.cell(4, 6).number_format} == {"General"}


def test_events_have_their_unit_and_days() -> None:
    found = rows(build_overview_sheet(some(Grouping.EVENT), "2027年"))

    assert found[2][:3] == ["活动", "单位、时间", "预算"]
    assert found[3][:3] == ["镇中心小学", "县团委　2027年6月1日", 1234.5]


@pytest.mark.parametrize("text", [NASTY, "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "<r>粗</r>", "长" * 40_000])
def test_user_text_never_becomes_a_formula(text: str) -> None:
    page = sheet(build_overview_sheet(some(label=text), text, text))

    assert page["A4"].data_type == "s"
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_sheet_is_set_up_for_paper_and_can_be_filtered() -> None:
    page = sheet(build_overview_sheet(some(), "2027年"))

    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:G6", "the total is no row to be filtered"


def test_empty_overview_is_a_total_of_nothing() -> None:
    content = build_overview_sheet(Overview(Grouping.YEAR), "全部年份")

    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[3][:2] == ["合计", 0]


def test_same_overview_gives_the_same_bytes() -> None:
    assert build_overview_sheet(some(), "2027年") == build_overview_sheet(some(), "2027年")
