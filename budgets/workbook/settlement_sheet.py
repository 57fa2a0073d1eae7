"""The settlement sheet: every line planned and actual, what goes back to each source, open advances."""

from __future__ import annotations

from itertools import chain

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budgets.accounts import Position
from budgets.money import Money
from budgets.settlement import UNPLANNED, LineResult, Settlement
from budgets.workbook.budget_sheet import BudgetRows
from budgets.workbook.execution_sheet import Execution, RowSpan
from budgets.workbook.heading import Heading
from budgets.workbook.layout import (
    FIRST_ROW,
    SETTLEMENT,
    formula,
    money_cell,
    new_sheet,
    signature_row,
    words_rows,
)
from budgets.workbook.styles import Styles

COLUMNS = (
    ("序号", 6),
    ("类别", 14),
    ("项目", 28),
    ("预算", 15),
    ("实际", 15),
    ("差额", 15),
    ("超支率", 15),
    ("说明", 36),
)
LAST = len(COLUMNS) - 1


def write_settlement(book: Workbook, styles: Styles, execution: Execution, heading: Heading, rows: BudgetRows) -> None:
    """Write the sheet: lines, total, sources, advances."""
    settlement = execution.settlement
    sheet = new_sheet(book, styles, heading, SETTLEMENT, COLUMNS)
    results = chain.from_iterable(category.lines for category in execution.categories.values())
    row = FIRST_ROW
    for at, (result, span) in enumerate(zip(results, execution.lines, strict=True)):
        sheet.write_number(row, 0, at + 1, styles.middle)
        _line(sheet, styles, row, result, rows.amount(at), span.total)
        row += 1
    if settlement.unplanned:
        _unplanned(sheet, styles, row, settlement, execution.unplanned)
        row += 1
    _total(sheet, styles, row, settlement)
    total = row + 1
    row = words_rows(sheet, styles, row + 1, LAST, "决算", settlement.spent, f"E{total}")
    row = _accounts(sheet, styles, row, settlement, f"E{total}")
    row = _advances(sheet, styles, row, settlement)
    signature_row(sheet, styles, row, LAST, "决算", settlement.spent, f"E{total}")


def _line(sheet: Worksheet, styles: Styles, row: int, result: LineResult, planned: str, actual: str) -> None:
    sheet.write_string(row, 1, result.line.category, styles.text)
    sheet.write_string(row, 2, result.line.item, styles.text)
    gap = result.difference
    if result.planned is None:
        money_cell(sheet, row, 3, None, styles)
    else:
        formula(sheet, row, 3, planned, result.planned, styles.money)
    formula(sheet, row, 4, actual, result.actual, styles.money)
    if gap is None:
        sheet.write_blank(row, 5, None, styles.text)
    else:
        formula(sheet, row, 5, f"=ROUND(E{row + 1}-D{row + 1},2)", gap, styles.signed)
    if result.share is None:
        sheet.write_blank(row, 6, None, styles.text)
    else:
        text = f'=IF(D{row + 1}=0,"",ROUND(F{row + 1}/D{row + 1},4))'
        sheet.write_formula(row, 6, text, styles.percent, result.share)
    sheet.write_string(row, 7, result.reason, styles.text)


def _unplanned(sheet: Worksheet, styles: Styles, row: int, settlement: Settlement, span: RowSpan) -> None:
    """What belongs to no line, in one row; each payment stands on the execution sheet."""
    actual = Money.sum(expense.amount for expense in settlement.unplanned)
    for column in (0, 1, 6, 7):
        sheet.write_blank(row, column, None, styles.text)
    sheet.write_string(row, 2, f"{UNPLANNED}（{len(settlement.unplanned)} 笔）", styles.text)
    sheet.write_number(row, 3, 0, styles.money)
    formula(sheet, row, 4, span.total, actual, styles.money)
    formula(sheet, row, 5, f"=ROUND(E{row + 1}-D{row + 1},2)", actual, styles.signed)


def _total(sheet: Worksheet, styles: Styles, row: int, settlement: Settlement) -> None:
    planned, spent = settlement.planned, settlement.spent
    for column in (0, 1, 6, 7):
        sheet.write_blank(row, column, None, styles.bold)
    note = "" if planned.is_exact else f"（预算至少，{planned.unknown} 项待定）"
    sheet.write_string(row, 2, "合计" + note, styles.bold)
    for column, letter, value in ((3, "D", planned.known), (4, "E", spent)):
        text = f"=ROUND(SUM({letter}{FIRST_ROW + 1}:{letter}{row}),2)" if row > FIRST_ROW else "=0"
        formula(sheet, row, column, text, value, styles.bold_money)
    formula(sheet, row, 5, f"=ROUND(E{row + 1}-D{row + 1},2)", spent - planned.known, styles.bold_signed)


def _accounts(sheet: Worksheet, styles: Styles, row: int, settlement: Settlement, spent_cell: str) -> int:
    """Source by source: what it promised, what came in, what was spent of it; below zero the rest was laid out."""
    accounts = settlement.accounts()
    if not accounts:
        return row
    _heads(sheet, styles, row, ("资金来源", "承诺", "到账", "支出", "结余"))
    first = row + 2
    for name, account in accounts.items():
        row += 1
        sheet.write_string(row, 2, name, styles.text)
        money_cell(sheet, row, 3, account.promised.known if account.promised.is_known else None, styles)
        sheet.write_number(row, 4, account.received.decimal(), styles.money)
        sheet.write_number(row, 5, account.spent.decimal(), styles.money)
        formula(sheet, row, 6, f"=ROUND(E{row + 1}-F{row + 1},2)", account.left, styles.signed_money)
    row += 1
    position = settlement.position
    sheet.write_string(row, 2, "来源合计", styles.bold)
    sums = (position.promised.known, position.received, position.spent, position.left)
    for column, letter, value in zip((3, 4, 5, 6), "DEFG", sums, strict=True):
        style = styles.bold_signed_money if letter == "G" else styles.bold_money
        formula(sheet, row, column, f"=ROUND(SUM({letter}{first}:{letter}{row}),2)", value, style)
    _verdict(sheet, styles, row, position, spent_cell)
    return row + 2


def _verdict(sheet: Worksheet, styles: Styles, row: int, position: Position, spent_cell: str) -> None:
    """Whether sources and lines agree, live; that accounts are even only where receipts are registered."""
    cell = row + 1
    if not position.is_registered:
        text, value = f'=IF(ROUND(F{cell}-{spent_cell},2)=0,"没有登记到账","与决算不符")', "没有登记到账"
    else:
        even = f'IF(ROUND(E{cell}-F{cell},2)=0,"到账与决算相符",IF(G{cell}<0,"负数是垫着的",""))'
        text = f'=IF(ROUND(F{cell}-{spent_cell},2)=0,{even},"与决算不符")'
        value = "到账与决算相符" if position.is_even else "负数是垫着的" if position.is_laid_out else ""
    sheet.write_formula(row, 7, text, styles.plain, value)


def _advances(sheet: Worksheet, styles: Styles, row: int, settlement: Settlement) -> int:
    if not settlement.advances:
        return row
    _heads(sheet, styles, row, ("借款人", "借款", "已报销", "已归还", "未清"))
    for advance in settlement.advances:
        row += 1
        sheet.write_string(row, 2, advance.person, styles.text)
        for column, amount in enumerate((advance.lent, advance.spent, advance.returned), 3):
            sheet.write_number(row, column, amount.decimal(), styles.money)
        formula(sheet, row, 6, f"=ROUND(D{row + 1}-E{row + 1}-F{row + 1},2)", advance.open, styles.money)
    return row + 1


def _heads(sheet: Worksheet, styles: Styles, row: int, labels: tuple[str, ...]) -> None:
    for column, label in enumerate(labels, 2):
        sheet.write_string(row, column, label, styles.head)
