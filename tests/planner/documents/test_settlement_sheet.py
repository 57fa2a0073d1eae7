"""决算表.xlsx, read back by openpyxl and calamine."""

import io
from dataclasses import replace

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from budgets import Budget
from planner.documents.settlement_sheet import build_settlement_workbook
from tests.planner.documents.ledgers import LINES, hostile, spent, untouched

MONEYS = {"spent": spent(), "untouched": untouched(), "hostile": hostile()}


@pytest.mark.parametrize("name", MONEYS)
def test_same_finances_give_same_bytes(name: str) -> None:
    money = MONEYS[name]
    assert build_settlement_workbook(money) == build_settlement_workbook(replace(money))


def test_workbook_holds_spending_against_the_budget_that_passed() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(build_settlement_workbook(spent(passed=Budget(LINES[:1])))), data_only=True
    )
    assert book.sheetnames == ["预算", "执行", "决算"]
    values = [value for row in book["决算"].values for value in row]
    assert {"车费", 5400, 5600, 200, "未列入预算（4 笔）", "周老师", 499.5} <= set(values)
    assert "生活费" not in values
    assert any("30 人（按各组相加为 29 人）" in str(value) for value in values)


@pytest.mark.parametrize("name", MONEYS)
def test_workbook_can_be_read_and_no_text_becomes_a_formula(name: str) -> None:
    content = build_settlement_workbook(MONEYS[name])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert all(book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names)
    typed = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows()
        for cell in row
        if "HYPERLINK" in str(cell.value)
    ]
    assert {cell.data_type for cell in typed} == ({"s"} if name == "hostile" else set())
