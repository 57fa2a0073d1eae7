"""Where printed pages end: the signatures never stand alone, no block is parted, all columns fit."""

from io import BytesIO

import openpyxl
import pytest

from budgets import Budget, Line, Money, Payment, Settlement
from budgets.workbook.pages import PAPER_WIDTH, RowBlock, end_pages, page_room, print_scale
from tests.budgets.workbook.books import BUDGET, book

SIGNED = RowBlock(8, 9)


@pytest.mark.parametrize(
    ("heights", "blocks", "ends"),
    [
        ([10] * 10, (SIGNED,), []),
        ([10] * 11, (SIGNED,), [10]),
        ([10] * 11, (RowBlock(8, 10),), [8]),
        ([10] * 10 + [5], (RowBlock(10, 10),), [10]),
        # On each page after the first the repeated head takes room of one row.
        ([10] * 20, (), [10, 19]),
        ([10] * 20, (RowBlock(17, 19),), [10, 17]),
        ([10] * 12, (RowBlock(2, 4), RowBlock(8, 11)), [8]),
        # What is as long as a page is parted all the same, and a row higher than the page stands on one of its own.
        ([10] * 12, (RowBlock(0, 11),), [10]),
        ([10, 200, 10], (), [1, 2]),
        ([], (), []),
    ],
)
def test_pages_end_before_what_belongs_together(
    heights: list[float], blocks: tuple[RowBlock, ...], ends: list[int]
) -> None:
    assert end_pages(heights, 100, 10, blocks) == ends


def test_scale_fits_the_columns_and_enlarges_nothing() -> None:
    assert print_scale([10, 10], 1) == 100
    scale = print_scale([20] * 10, 1)
    # 145 pixels a column, 96 an inch; 5 % are left for programs that measure otherwise.
    assert scale == int((PAPER_WIDTH - 1) / (10 * 145 / 96) * 95)
    assert page_room(50, 1) == pytest.approx(2 * page_room(100, 1))


def long_book(count: int) -> bytes:
    """A workbook with so many lines and as many expenses."""
    lines = tuple(Line(str(n), "交通费", f"大巴 {n}", stated=Money(100)) for n in range(count))
    paid = tuple(Payment(f"p{n}", Money(100), str(n), "客运公司") for n in range(count))
    return book(Budget(lines, BUDGET.sources), Settlement(Budget(lines, BUDGET.sources), paid))


@pytest.mark.parametrize("count", range(20, 60, 4))
def test_signatures_stand_with_the_last_rows(count: int) -> None:
    for sheet in openpyxl.load_workbook(BytesIO(long_book(count))):
        last_page = max([brk.id for brk in sheet.row_breaks.brk], default=0)
        # Rows count from 1; the first of a page follows its break.
        assert sheet.max_row - last_page >= 6, (sheet.title, count)
        assert sheet.cell(sheet.max_row, 1).value.startswith("编制人：")
