"""预算表, 日程表 and 物资清单, read back by openpyxl."""

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from planner.documents.budget import build_budget_sheet
from planner.documents.schedule import build_schedule_sheet
from planner.documents.supplies import build_supplies_sheet
from planner.dossier import Dossier, Facts, Supply
from tests.planner.documents.events import nasty, tour

BUILDERS = [build_budget_sheet, build_schedule_sheet, build_supplies_sheet]


def rows(content: bytes, sheet: int = 0, *, values: bool = True) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


def cells(content: bytes, sheet: int = 0) -> list[object]:
    return [value for row in rows(content, sheet) for value in row if value is not None]


def test_budget_sheet_has_figures_and_words() -> None:
    content = build_budget_sheet(tour(2026))
    found = cells(content)
    assert 5400 in found
    assert 42.5 in found
    assert 5442.5 in found
    assert "待定" in found
    assert any("至少，1 项待定" in str(v) for v in found)
    formulas = [v for row in rows(content, values=False) for v in row if str(v).startswith("=")]
    assert "=ROUND(D5*E5,2)" in formulas
    assert any("30 人（按各组相加为 29 人）" in str(v) for v in found)


def test_schedule_sheet_has_a_row_an_item() -> None:
    content = build_schedule_sheet(tour(2026))
    listed = [row[:5] for row in rows(content)[2:7]]
    assert listed == [
        ["日期", "时间", "事项", "地点", "负责人"],
        ["8月9日（周日）", "09:00—16:00", "报到", "福利院", "周老师"],
        ["8月10日（周一）", "08:00—11:30", "参观故居", "待定", "周老师、随行医生"],
        ["8月11日（周二）", "13:30", "返程", "待定", "待定"],
        ["待定", "07:00—07:40", "早餐", "待定", "待定"],
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.auto_filter.ref == "A3:F7"


def test_schedule_sheet_has_a_column_a_day() -> None:
    days = rows(build_schedule_sheet(tour(2026)), 1)
    assert days[2] == ["8月9日（周日）", "8月10日（周一）", "8月11日（周二）"]
    assert days[3][1] == "08:00—11:30 参观故居\n周老师、随行医生"


def test_supplies_sheet_tells_numbers_from_words() -> None:
    listed = rows(build_supplies_sheet(tour()))
    assert [[v or None for v in row[1:6]] for row in listed[3:6]] == [
        ["春联", None, 12, "份", "周老师"],
        ["药品", None, "若干", None, "待定"],
        ["油", None, "待定", None, "待定"],
    ]


@pytest.mark.parametrize("build", BUILDERS)
def test_hostile_text_never_becomes_a_formula(build: Callable[[Dossier], bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build(nasty())))
    typed = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert typed
    assert {cell.data_type for cell in typed} == {"s"}


@pytest.mark.parametrize("build", BUILDERS)
def test_sheets_are_set_up_for_paper(build: Callable[[Dossier], bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(build(tour()))).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows is not None


@pytest.mark.parametrize("build", BUILDERS)
def test_sheets_can_be_read_by_another_reader(build: Callable[[Dossier], bytes]) -> None:
    for event in (tour(), nasty(), Dossier(facts=Facts())):
        book = CalamineWorkbook.from_filelike(io.BytesIO(build(event)))
        assert all(book.get_sheet_by_name(name).to_python() for name in book.sheet_names)


@pytest.mark.parametrize("text", ["<r>粗</r>", "长" * 40_000], ids=["markup", "long"])
def test_cell_takes_any_text(text: str) -> None:
    event = Dossier(supplies=(Supply("u", text, quantity=Decimal("1.5")),))
    name, quantity = rows(build_supplies_sheet(event))[3][1:4:2]
    assert str(name).strip() == text[:32_767]
    assert quantity == 1.5
    sheet = openpyxl.load_workbook(io.BytesIO(build_supplies_sheet(event))).worksheets[0]
    assert sheet.row_dimensions[4].height <= 409
