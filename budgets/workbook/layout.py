"""What all sheets share: page set-up, heading, cells of text and money, the row of signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budgets.line import UNKNOWN, Total
from budgets.money import Money
from budgets.price import UnitPrice
from budgets.workbook.heading import Heading
from budgets.workbook.styles import Styles
from budgets.workbook.textlines import count_lines

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
A4 = 9
SIGNATURES = "编制人：＿＿＿＿＿＿　　财务审核：＿＿＿＿＿＿　　审批人：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿"
LONGEST_TEXT = 32_767
# Points.
LINE_HEIGHT, MOST_HEIGHT = 15, 400
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BUDGET, EXECUTION, SETTLEMENT = "预算", "执行", "决算"


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes any text as it is, in rows as high as their texts, and formulas without functions that came
    after 2007.

    Thirty searches for such functions in every formula would take a third of the time of a long workbook. Readers
    other than Excel do not make rows taller by themselves: `widths` are those of the columns.
    """

    widths: Sequence[float] = ()
    highest = (0, 1)

    def write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int:
        if cell_format is not None and cell_format.text_wrap and col < len(self.widths):
            self._make_room(row, count_lines(string, self.widths[col]))
        return int(super().write_string(row, col, storable(string), cell_format))

    def _make_room(self, row: int, lines: int) -> None:
        """Make a row high enough for so many lines, and for those of the cells before it."""
        least = self.highest[1] if self.highest[0] == row else 1
        if lines > least:
            self.highest = (row, lines)
            self.set_row(row, min(LINE_HEIGHT * lines, MOST_HEIGHT))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def storable(text: str) -> str:
    """The text without characters that XML cannot hold, no longer than a cell, and not taken for mark-up.

    Written row by row, a text from <r> to </r> would go into the file as mark-up of its own; a space before it keeps
    it a text.
    """
    plain = _NOT_XML.sub("", text)[:LONGEST_TEXT]
    return f" {plain}"[:LONGEST_TEXT] if plain.startswith("<r>") else plain


def new_sheet(
    book: Workbook, styles: Styles, heading: Heading, name: str, columns: Sequence[tuple[str, float]]
) -> Worksheet:
    """A sheet for A4 across with title, facts and a table head that stays in view and repeats on paper."""
    sheet = book.add_worksheet(name, PlainSheet)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.repeat_rows(HEADER_ROW)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.widths = [width for _, width in columns]
    for at, width in enumerate(sheet.widths):
        sheet.set_column(at, at, width)
    last = len(columns) - 1
    sheet.set_row(0, 30)
    merge_row(sheet, 0, last, f"{heading.title or '活动'}{name}表", styles.title)
    merge_row(sheet, 1, last, "　".join(filter(None, (heading.unit_name, heading.facts))), styles.facts)
    merge_row(sheet, 2, last, "单位：元", styles.unit)
    for at, (label, _) in enumerate(columns):
        sheet.write_string(HEADER_ROW, at, label, styles.head)
    return sheet


def merge_row(sheet: Worksheet, row: int, last: int, text: str, style: Format) -> None:
    """A text over all columns of a row, always as a string."""
    sheet.merge_range(row, 0, row, last, "", style)
    sheet.write_string(row, 0, text, style)


def money_cell(sheet: Worksheet, row: int, column: int, amount: Money | None, styles: Styles) -> None:
    """An amount as a number, 待定 where it is unknown."""
    if amount is None:
        sheet.write_string(row, column, UNKNOWN, styles.unknown)
    else:
        sheet.write_number(row, column, amount.decimal(), styles.money)


def price_cell(sheet: Worksheet, row: int, column: int, price: UnitPrice | None, styles: Styles) -> None:
    """A unit price with as many decimals as it has, two at least; 待定 where it is unknown."""
    if price is None:
        sheet.write_string(row, column, UNKNOWN, styles.unknown)
    else:
        sheet.write_number(row, column, price.decimal(), styles.money if price.is_whole_fen else styles.price)


def formula(sheet: Worksheet, row: int, column: int, text: str, value: Money, style: Format) -> None:
    """A formula with its computed value."""
    sheet.write_formula(row, column, text, style, value.decimal())


def words_rows(
    sheet: Worksheet, styles: Styles, row: int, last: int, label: str, total: Total | Money, cell: str
) -> int:
    """The amount in words and, live, a note once the sheet no longer adds up to it; returns the next row."""
    merge_row(sheet, row, last, f"{label}（大写）：{total.words()}", styles.plain)
    amount = total.exact if isinstance(total, Total) else total
    if amount is None:
        return row + 1
    note = f'=IF(ROUND({cell},2)={amount.decimal()},"","表中金额改过，{label}大写要重写")'
    sheet.write_formula(row + 1, 0, note, styles.alarm, "")
    return row + 2


def signature_row(sheet: Worksheet, styles: Styles, row: int, last: int) -> None:
    """Who prepared, checked and approved it, signed by hand; the end of the printed area."""
    merge_row(sheet, row + 1, last, SIGNATURES, styles.plain)
    sheet.print_area(0, 0, row + 1, last)
