"""A workbook with a table of figures over many events: a row for each group, then the total of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from planner.documents.spreadsheets import Cell, SheetColumn, SheetTable, make_workbook

_NOTE = SheetColumn("单位、时间", 28)


class GroupLine(NamedTuple):
    """A group, what is noted of it, and its figures in the order of their columns."""

    label: str
    note: str
    figures: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSheet:
    """What stands in the table: `scope` says above it what was counted, `words` beneath it how.

    Notes have a column of their own where `is_noted`.
    """

    title: str
    scope: str
    grouped_by: str
    is_noted: bool
    columns: Sequence[SheetColumn]
    lines: Sequence[GroupLine]
    total: Sequence[Cell]
    words: str


def build_group_sheet(sheet: GroupSheet, company: str = "") -> bytes:
    """The table as .xlsx; its total is not among what can be filtered.

    User text never becomes a formula. The same table gives the same bytes.
    """

    def write(book: Any) -> None:
        columns = (SheetColumn(sheet.grouped_by, 30), *[_NOTE] * sheet.is_noted, *sheet.columns)
        table = SheetTable(book, sheet.title, sheet.title, sheet.scope, columns, wide=True)
        for line in sheet.lines:
            table.add(_cells(sheet, line))
        table.filter()
        table.add(_cells(sheet, GroupLine("合计", "", sheet.total)))
        table.end(sheet.words)

    return make_workbook(sheet.title, company, write)


def _cells(sheet: GroupSheet, line: GroupLine) -> tuple[Cell, ...]:
    return (line.label, *[line.note] * sheet.is_noted, *line.figures)
