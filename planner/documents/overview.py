"""经费总览.xlsx: the money of many events, a row for each group, amounts in 元 as numbers."""

from budgets import Total
from planner.documents.groupsheets import GroupLine, GroupSheet, build_group_sheet
from planner.documents.spreadsheets import Cell, SheetColumn
from planner.money.overview import Figures, Grouping, Overview
from planner.telling import UNKNOWN

TITLE = "经费总览"
_MONEY = (
    SheetColumn("预算", 14, "money"),
    SheetColumn("批准", 14, "money"),
    SheetColumn("支出", 14, "money"),
    SheetColumn("结余", 14, "money"),
    SheetColumn("预算待定项", 11, "center"),
    SheetColumn("批准待定项", 11, "center"),
)
_WORDS = "批准是财务通过并在执行的预算，结余＝批准－支出。有待定项的，金额只算了已知的，实际只多不少。"


def build_overview_sheet(overview: Overview, scope: str, company: str = "") -> bytes:
    """The overview as .xlsx: each group, then the total; `scope` says in words what was counted.

    Amounts are in 元 with two decimals; what is not known at all is 待定, never zero.
    """
    sheet = GroupSheet(
        title=TITLE,
        scope=f"{scope}　　单位：元",
        grouped_by=overview.grouping.label,
        is_noted=overview.grouping is Grouping.EVENT,
        columns=_MONEY,
        lines=[GroupLine(group.label, group.note, _cells(group.figures)) for group in overview.groups],
        total=_cells(overview.total),
        words=_WORDS,
    )
    return build_group_sheet(sheet, company)


def _cells(figures: Figures) -> tuple[Cell, ...]:
    amounts = (figures.planned, figures.approved, figures.spent, figures.left)
    return (*map(_yuan, amounts), figures.planned.unknown or "", figures.approved.unknown or "")


def _yuan(total: Total) -> Cell:
    """The known sum in 元; 待定 when nothing of it is known."""
    return total.known.decimal() if total.known or total.is_exact else UNKNOWN
