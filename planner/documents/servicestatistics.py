"""志愿者统计.xlsx: volunteers over many events, a row for each group, persons and turns apart."""

from typing import Any

from planner.documents.spreadsheets import Cell, SheetColumn, SheetTable, make_workbook
from planner.people import hours_of
from planner.people.servicestatistics import ServiceFigures, ServiceGroup, ServiceGrouping, ServiceStatistics

TITLE = "志愿者统计"
_FIGURES = (
    SheetColumn("人数", 10, "right"),
    SheetColumn("人次", 10, "right"),
    SheetColumn("到了人次", 10, "right"),
    SheetColumn("未到人次", 10, "right"),
    SheetColumn("再来的人数", 12, "right"),
    SheetColumn("核定时长（小时）", 14, "right"),
)
_WORDS = "同一单位里同一个电话算一个人，一个人上几班就是几人次。合计的人数不重复算，会少于各行相加。"


def build_statistics_sheet(statistics: ServiceStatistics, scope: str, company: str = "") -> bytes:
    """The statistics as .xlsx: each group, then the total; `scope` says in words what was counted.

    User text never becomes a formula. The same statistics give the same bytes.
    """
    noted = (SheetColumn("单位、时间", 28),) if statistics.grouping is ServiceGrouping.EVENT else ()

    def write(book: Any) -> None:
        columns = (SheetColumn(statistics.grouping.label, 30), *noted, *_FIGURES)
        table = SheetTable(book, TITLE, TITLE, scope, columns, wide=True)
        for group in statistics.groups:
            table.add(_cells(group, bool(noted)))
        table.filter()
        table.add(_cells(ServiceGroup("", "合计", statistics.total), bool(noted)))
        table.end(_WORDS)

    return make_workbook(TITLE, company, write)


def _cells(group: ServiceGroup, noted: bool) -> tuple[Cell, ...]:
    return (group.label, *((group.note,) if noted else ()), *_numbers(group.figures))


def _numbers(figures: ServiceFigures) -> tuple[Cell, ...]:
    counts = (figures.people, figures.turns, figures.arrived, figures.absent, figures.returning)
    return (*counts, hours_of(figures.minutes))
