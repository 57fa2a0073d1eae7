"""决算表.xlsx: planned against spent with live formulas; `budgets` writes the workbook."""

from budgets import build_workbook
from planner.documents.budget import heading_of
from planner.documents.wording import CREATED
from planner.money.finances import Finances


def build_settlement_workbook(money: Finances) -> bytes:
    """The settlement as .xlsx: the budget, its execution with every payment, the settlement; money in 元.

    Held against the budget that finance passed, else against the plan. The same finances give the same bytes. User
    text never becomes a formula.
    """
    heading = heading_of(money.dossier)
    return build_workbook(money.allowed, heading, created=CREATED, settlement=money.settlement)
