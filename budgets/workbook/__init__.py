"""A budget as an .xlsx file in bytes: budget, execution and settlement sheets with live formulas.

The one door out of this package. Every text that a person wrote goes in as a string, never as a formula; every
formula carries the value that `budgets` computed, so that a reader without a calculator sees the same numbers.
"""

from __future__ import annotations

from datetime import datetime

from budgets.budget import Budget
from budgets.settlement import Settlement
from budgets.workbook.heading import Heading

__all__ = ["Heading", "build_workbook"]


def build_workbook(
    budget: Budget, heading: Heading, *, created: datetime, settlement: Settlement | None = None
) -> bytes:
    """The workbook as bytes; the same arguments (`created` with its time zone) give the same bytes.

    Without a settlement it holds the budget alone; with one, `budget` is the budget of the settlement. Rows are
    written out as they come, so that thousands of lines take little memory.
    """
    # The writer of workbooks is large; whoever only adds up should not wait for it.
    from budgets.workbook.book import write_workbook

    return write_workbook(budget, heading, created, settlement)
