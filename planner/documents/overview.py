"""经费总览.xlsx: the money of many events, a row for each group, amounts in 元 as numbers."""

from typing import Any

from budgets import Total
from planner.documents.spreadsheets import Cell, SheetColumn, SheetTable, make_workbook
from planner.money.overview import Figures, Group, Grouping, Overview
from planner.telling import UNKNOWN

TITLE = "经费总览"
_MONEY = (
    SheetColumn("预算", 14, "right"),
    SheetColumn("批准", 14, "right"),
    SheetColumn("支出", 14, "right"),
    SheetColumn("结余", 14, "right"),
    SheetColumn("预算待定项", 11, "center"),
    SheetColumn("批准待定项", 11, "center"),
)
_WORDS = "批准是财务通过并在执行的预算，结余＝批准－支出。有待定项的，金额只算了已知的，实际只多不少。"


def build_overview_sheet(overview: Overview, scope: str, company: str = "") -> bytes:
    """The overview as .xlsx: each group, then the total; `scope` says in words what was counted.

    Amounts are in 元 with two decimals; what is not known at all is 待定, never zero. User text never becomes a
    formula. The same overview gives the same bytes.
    """
    noted = (SheetColumn("单位、时间", 28),) if overview.grouping is Grouping.EVENT else ()

    def write(book: Any) -> None:
        columns = (SheetColumn(overview.grouping.label, 30), *noted, *_MONEY)
        table = _MoneyTable(book, TITLE, TITLE, f"{scope}　　单位：元", columns, wide=True)
        for group in overview.groups:
            table.add(_cells(group, bool(noted)))
        table.filter()
        table.add(_cells(Group("", "合计", overview.total), bool(noted)))
        table.end(_WORDS)

    return make_workbook(TITLE, company, write)


class _MoneyTable(SheetTable):
    """A table whose numbers at the right are amounts: two decimals, whether they are whole or not."""

    def __init__(self, book: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(book, *args, **kwargs)
        for name in ("right", "fraction"):
            self._styles[name].set_num_format("#,##0.00")
            self._styles[name].set_align("right")


def _cells(group: Group, noted: bool) -> tuple[Cell, ...]:
    figures = group.figures
    return (
        group.label,
        *((group.note,) if noted else ()),
        *(_yuan(total) for total in (figures.planned, figures.approved, figures.spent, figures.left)),
        *_unknown_counts(figures),
    )


def _yuan(total: Total) -> Cell:
    """The known sum in 元; 待定 when nothing of it is known."""
    return total.known.decimal() if total.known or total.is_exact else UNKNOWN


def _unknown_counts(figures: Figures) -> tuple[Cell, Cell]:
    return figures.planned.unknown or "", figures.approved.unknown or ""
