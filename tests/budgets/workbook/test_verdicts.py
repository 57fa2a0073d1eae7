"""What the settlement sheet says of its sums, and that days are dates."""

from dataclasses import replace

import pytest

from budgets import Money
from tests.budgets.workbook.books import SETTLEMENT, book, formulas, values


@pytest.mark.parametrize(
    ("received", "total", "verdict"),
    [
        ({}, [0, 7530, -7530], "没有登记到账"),
        ({"财政": Money(7000_00)}, [7000, 7530, -530], "负数是垫着的"),
        ({"财政": Money(7530_00)}, [7530, 7530, 0], "到账与决算相符"),
        ({"财政": Money(7600_00)}, [7600, 7530, 70], None),
    ],
)
def test_settlement_sheet_is_even_only_where_what_was_registered_was_spent(received, total, verdict):
    rows = values(book(settlement=replace(SETTLEMENT, received=received)), "决算")
    (found,) = [row for row in rows if row[:1] == ["来源合计"]]
    assert found == ["来源合计", 7860, *total, *([verdict] if verdict else [])]


def test_day_of_a_payment_is_a_date():
    sheet = formulas(book(), "执行")
    assert (sheet["F28"].is_date, sheet["F28"].number_format) == (True, "yyyy-mm-dd")
    assert [sheet.cell(27, column).font.bold for column in (1, 4, 6)] == [True] * 3
