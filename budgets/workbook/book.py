"""The workbook put together from its sheets."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from budgets.budget import Budget
from budgets.settlement import Settlement
from budgets.workbook.budget_sheet import write_budget
from budgets.workbook.execution_sheet import Execution, write_execution
from budgets.workbook.heading import Heading
from budgets.workbook.layout import storable
from budgets.workbook.settlement_sheet import write_settlement
from budgets.workbook.styles import Styles


def write_workbook(budget: Budget, heading: Heading, created: datetime, settlement: Settlement | None) -> bytes:
    """See `budgets.workbook.build_workbook`."""
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
