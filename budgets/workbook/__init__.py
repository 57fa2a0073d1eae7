"""A budget as an .xlsx file in bytes: budget, execution and settlement sheets with live formulas.

The one door out of this package. Every text that a person wrote goes in as a string, never as a formula; every
formula carries the value that `budgets` computed, so that a reader without a calculator sees the same numbers.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from budgets.budget import Budget
from budgets.settlement import Settlement
from budgets.workbook.budget_sheet import write_budget
from budgets.workbook.execution_sheet import Execution, write_execution
from budgets.workbook.layout import Heading, storable
from budgets.workbook.settlement_sheet import write_settlement
from budgets.workbook.styles import Styles


def build_workbook(
    budget: Budget, heading: Heading, *, created: datetime, settlement: Settlement | None = None
) -> bytes:
    """The workbook as bytes; the same arguments (`created` with its time zone) give the same bytes.

    Without a settlement it holds the budget alone; with one, `budget` is the budget of the settlement. Rows are
    written out as they come, so that thousands of lines take little memory.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    names = {"title": storable(heading.title), "company": storable(heading.unit_name)}
    book.set_properties({**names, "created": created.astimezone(UTC)})
    styles = Styles(book)
    rows = write_budget(book, styles, budget, heading)
    if settlement is not None:
        execution = Execution(settlement)
        write_execution(book, styles, execution, heading, rows)
        write_settlement(book, styles, execution, heading, rows)
    book.close()
    return out.getvalue()
