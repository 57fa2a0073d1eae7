"""The budget sheet: lines by category with subtotals, the total, the sources of funds."""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budgets.budget import Budget
from budgets.line import Line, Total
from budgets.workbook.heading import Heading
from budgets.workbook.layout import (
    BUDGET,
    FIRST_ROW,
    formula,
    merge_row,
    money_cell,
    new_sheet,
    price_cell,
    signature_row,
    words_rows,
)
from budgets.workbook.styles import Styles

COLUMNS = (
    ("序号", 6),
    ("类别", 12),
    ("项目", 26),
    ("单价", 11),
    ("数量", 9),
    ("单位", 7),
    ("次数", 8),
    ("次数单位", 9),
    ("小计", 14),
    ("资金来源", 12),
    ("依据、备注", 26),
)
AMOUNT = 8
LAST = len(COLUMNS) - 1


class BudgetRows(NamedTuple):
    """Where the sheet holds what the others refer to, rows counted from 1 as in formulas: its lines one by one in
    the order of `Budget.by_category`, and the first and last line of each category."""

    lines: list[int]
    categories: dict[str, tuple[int, int]]

    def amount(self, at: int) -> str:
        """A formula for the amount of the line written as number `at`, from 0."""
        return f"='{BUDGET}'!I{self.lines[at]}"

    def sum_of(self, category: str) -> str:
        """A formula for the sum of a category; zero for one that is not planned."""
        if category not in self.categories:
            return "=0"
        first, last = self.categories[category]
        return f"=ROUND(SUM('{BUDGET}'!I{first}:I{last}),2)"


def write_budget(book: Workbook, styles: Styles, budget: Budget, heading: Heading) -> BudgetRows:
    """Write the sheet and tell where its rows are."""
    sheet = new_sheet(book, styles, heading, BUDGET, COLUMNS)
    rows, row = BudgetRows([], {}), FIRST_ROW
    for name, group in budget.by_category().items():
        rows.categories[name] = (row + 1, row + len(group.lines))
        for line in group.lines:
            rows.lines.append(row + 1)
            _line(sheet, styles, row, len(rows.lines), name, line)
            row += 1
        if len(group.lines) > 1:
            _sum(sheet, styles, row, "小计", group.total, rows.categories[name])
            row += 1
    total = budget.total
    _sum(sheet, styles, row, "合计", total, (FIRST_ROW + 1, row) if budget.lines else None)
    cell = f"I{row + 1}"
    row = words_rows(sheet, styles, row + 1, LAST, "合计", total, cell)
    row = _per_head(sheet, styles, row, budget, heading.people, cell)
    row = _sources(sheet, styles, row, budget, cell)
    signature_row(sheet, styles, row, LAST, "预算", total, cell)
    return rows


def _line(sheet: Worksheet, styles: Styles, row: int, number: int, category: str, line: Line) -> None:
    sheet.write_number(row, 0, number, styles.middle)
    sheet.write_string(row, 1, category, styles.text)
    sheet.write_string(row, 2, line.item, styles.text)
    if line.unit_price is None and line.stated is not None:
        sheet.write_blank(row, 3, None, styles.text)
    else:
        price_cell(sheet, row, 3, line.unit_price, styles)
    for column, value in ((4, line.quantity), (6, line.times)):
        if value is None:
            sheet.write_blank(row, column, None, styles.text)
        else:
            sheet.write_number(row, column, value, styles.number)
    sheet.write_string(row, 5, line.unit, styles.middle)
    sheet.write_string(row, 7, line.times_unit, styles.middle)
    computed = line.computed
    if computed is None:
        money_cell(sheet, row, AMOUNT, line.stated, styles)
    else:
        factors = f"D{row + 1}*E{row + 1}" + ("" if line.times is None else f"*G{row + 1}")
        formula(sheet, row, AMOUNT, f"=ROUND({factors},2)", computed, styles.money)
    sheet.write_string(row, 9, line.source, styles.text)
    sheet.write_string(row, 10, line.basis, styles.text)


def _sum(sheet: Worksheet, styles: Styles, row: int, label: str, total: Total, span: tuple[int, int] | None) -> None:
    """A row of a sum; SUBTOTAL leaves out the subtotals inside its range."""
    note = "" if total.is_exact else f"（至少，{total.unknown} 项待定）"
    for column in range(LAST + 1):
        sheet.write_blank(row, column, None, styles.bold)
    sheet.write_string(row, 2, label + note, styles.bold)
    text = f"=SUBTOTAL(9,I{span[0]}:I{span[1]})" if span else "=0"
    formula(sheet, row, AMOUNT, text, total.known, styles.bold_money)


def _per_head(sheet: Worksheet, styles: Styles, row: int, budget: Budget, people: int | None, cell: str) -> int:
    each = budget.per_head(people)
    if each is None:
        return row
    sheet.write_string(row, 2, f"人均（{people} 人）" if each.is_exact else f"人均（{people} 人，至少）", styles.text)
    formula(sheet, row, AMOUNT, f"=ROUND({cell}/{people},2)", each.known, styles.money)
    return row + 1


def _sources(sheet: Worksheet, styles: Styles, row: int, budget: Budget, cell: str) -> int:
    """Source by source, their sum, and whether it is the sum of the expenses."""
    if not budget.sources:
        return row
    merge_row(sheet, row, LAST, "资金来源", styles.bold)
    first = row + 2
    for source in budget.sources:
        row += 1
        sheet.write_string(row, 2, source.name, styles.text)
        money_cell(sheet, row, AMOUNT, source.amount, styles)
    row += 1
    funding = budget.funding
    sheet.write_string(row, 2, "来源合计", styles.bold)
    formula(sheet, row, AMOUNT, f"=ROUND(SUM(I{first}:I{row}),2)", funding.known, styles.bold_money)
    gap = funding.known - budget.total.known
    text = f'=IF(ROUND(I{row + 1}-{cell},2)=0,"与支出相符","与支出相差 "&TEXT(ROUND(I{row + 1}-{cell},2),"0.00"))'
    value = "与支出相符" if not gap else f"与支出相差 {gap.decimal():.2f}"
    sheet.write_formula(row, 9, text, styles.plain, value)
    return row + 1
