"""The execution sheet: planned against actual by category with a chart, then every expense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budgets.line import UNKNOWN
from budgets.payment import Payment
from budgets.settlement import UNPLANNED, Settlement
from budgets.workbook.budget_sheet import BudgetRows
from budgets.workbook.heading import Heading
from budgets.workbook.layout import (
    EXECUTION,
    FIRST_ROW,
    formula,
    new_sheet,
    signature_row,
    words_rows,
)
from budgets.workbook.styles import ACTUAL_COLOUR, PLAN_COLOUR, Styles

COLUMNS = (
    ("类别", 14),
    ("项目、用途", 26),
    ("预算", 14),
    ("实际", 14),
    ("差额", 14),
    ("日期", 12),
    ("收款方", 20),
    ("方式", 8),
    ("经办人", 9),
    ("验收人", 9),
    ("发票号码", 24),
)
# What stands above the expenses; 差额 and 预算 are the business of categories.
EXPENSE_HEADS = ("类别", "用途", "", "金额", "", "付款日期", "收款方", "付款方式", "经办人", "验收人", "发票号码")
LAST = len(COLUMNS) - 1
METHOD = EXPENSE_HEADS.index("付款方式")
CHART_ROWS = 17


class RowSpan(NamedTuple):
    """Rows of expenses that stand together, counted from 1; empty when the last is before the first."""

    first: int
    last: int

    @property
    def total(self) -> str:
        """Their sum as a formula."""
        return f"=ROUND(SUM('{EXECUTION}'!D{self.first}:D{self.last}),2)" if self.last >= self.first else "=0"


class Execution:
    """Where the expenses of a settlement stand: by category, in it by line, what was not planned last."""

    def __init__(self, settlement: Settlement) -> None:
        self.settlement = settlement
        self.categories = settlement.by_category()
        # Counted from 0, as rows are written: the head of the expenses, then they.
        self.head = FIRST_ROW + len(self.categories) + 1 + CHART_ROWS
        self.first = self.head + 1
        self.lines: list[RowSpan] = []
        self.spans: dict[str, RowSpan] = {}
        self.unplanned = RowSpan(1, 0)
        at = self.first + 1
        for name, result in self.categories.items():
            start = at
            for line in result.lines:
                self.lines.append(RowSpan(at, at + len(line.expenses) - 1))
                at += len(line.expenses)
            if name == UNPLANNED:
                self.unplanned = RowSpan(at, at + len(settlement.unplanned) - 1)
                at += len(settlement.unplanned)
            self.spans[name] = RowSpan(start, at - 1)

    def expenses(self, name: str) -> Iterator[tuple[str, Payment]]:
        """The expenses of a category in the order of their rows, each with the item it was planned as."""
        for result in self.categories[name].lines:
            yield from ((result.line.item, expense) for expense in result.expenses)
        if name == UNPLANNED:
            yield from (("", expense) for expense in self.settlement.unplanned)


def write_execution(book: Workbook, styles: Styles, execution: Execution, heading: Heading, rows: BudgetRows) -> None:
    """Write the sheet: a row a category, their sum, the chart, then the expenses."""
    sheet = new_sheet(book, styles, heading, EXECUTION, COLUMNS)
    row = FIRST_ROW
    for name in execution.categories:
        _category(sheet, styles, row, name, execution, rows)
        row += 1
    _total(sheet, styles, row, execution.settlement)
    _chart(book, sheet, row)
    total_cell = f"D{row + 1}"
    row = execution.first
    if execution.settlement.expenses:
        for column, label in enumerate(EXPENSE_HEADS):
            sheet.write_string(execution.head, column, label, styles.head)
    for name in execution.categories:
        for item, expense in execution.expenses(name):
            _expense(sheet, styles, row, (name, expense.purpose or item), expense)
            row += 1
    row = words_rows(sheet, styles, row, LAST, "实际", execution.settlement.spent, total_cell)
    signature_row(sheet, styles, row, LAST, "实际", execution.settlement.spent, total_cell)


def _category(sheet: Worksheet, styles: Styles, row: int, name: str, execution: Execution, rows: BudgetRows) -> None:
    result = execution.categories[name]
    sheet.write_string(row, 0, name, styles.text)
    sheet.write_string(row, 1, _unknown_note(result.planned.unknown), styles.text)
    formula(sheet, row, 2, rows.sum_of(name), result.planned.known, styles.money)
    formula(sheet, row, 3, execution.spans[name].total, result.actual, styles.money)
    gap = result.actual - result.planned.known
    formula(sheet, row, 4, f"=ROUND(D{row + 1}-C{row + 1},2)", gap, styles.signed)


def _unknown_note(unknown: int) -> str:
    return f"预算 {unknown} 项待定" if unknown else ""


def _total(sheet: Worksheet, styles: Styles, row: int, settlement: Settlement) -> None:
    planned, spent = settlement.planned, settlement.spent
    sheet.write_string(row, 0, "合计", styles.bold)
    sheet.write_string(row, 1, _unknown_note(planned.unknown), styles.bold)
    for column, letter, value in ((2, "C", planned.known), (3, "D", spent)):
        text = f"=ROUND(SUM({letter}{FIRST_ROW + 1}:{letter}{row}),2)" if row > FIRST_ROW else "=0"
        formula(sheet, row, column, text, value, styles.bold_money)
    formula(sheet, row, 4, f"=ROUND(D{row + 1}-C{row + 1},2)", spent - planned.known, styles.bold_signed)


def _chart(book: Workbook, sheet: Worksheet, total_row: int) -> None:
    """Planned and actual side by side for each category, below their rows."""
    if total_row == FIRST_ROW:
        return
    chart = book.add_chart({"type": "column"})
    last = total_row - 1
    for column, colour in ((2, PLAN_COLOUR), (3, ACTUAL_COLOUR)):
        chart.add_series(
            {
                "name": COLUMNS[column][0],
                "categories": [EXECUTION, FIRST_ROW, 0, last, 0],
                "values": [EXECUTION, FIRST_ROW, column, last, column],
                "fill": {"color": colour},
                "gap": 80,
            }
        )
    chart.set_title({"name": "预算与实际（元）", "name_font": {"size": 12}})
    chart.set_legend({"position": "top"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": PLAN_COLOUR}}})
    chart.set_size({"width": 900, "height": (CHART_ROWS - 1) * 20})
    sheet.insert_chart(total_row + 1, 0, chart, {"x_offset": 4, "y_offset": 6, "description": "各类别预算与实际"})


def _expense(sheet: Worksheet, styles: Styles, row: int, names: tuple[str, str], expense: Payment) -> None:
    invoice = "" if expense.invoice is None else expense.invoice.key
    for column, name in enumerate(names):
        sheet.write_string(row, column, name, styles.text)
    sheet.write_blank(row, 2, None, styles.text)
    sheet.write_number(row, 3, expense.amount.decimal(), styles.money)
    sheet.write_blank(row, 4, None, styles.text)
    if expense.paid_on is None:
        sheet.write_string(row, 5, UNKNOWN, styles.unknown)
    else:
        sheet.write_datetime(row, 5, expense.paid_on, styles.day)
    texts = (expense.payee, expense.method, expense.handler, expense.verifier, invoice)
    for column, text in enumerate(texts, 6):
        is_unsaid = column == METHOD and not text
        sheet.write_string(row, column, UNKNOWN if is_unsaid else text, styles.unknown if is_unsaid else styles.text)
