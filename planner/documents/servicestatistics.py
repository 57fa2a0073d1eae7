"""志愿者统计.xlsx: volunteers over many events, a row for each group, persons and turns apart."""

from planner.documents.groupsheets import GroupLine, GroupSheet, build_group_sheet
from planner.documents.spreadsheets import Cell, SheetColumn
from planner.people import hours_of
from planner.people.servicestatistics import ServiceFigures, ServiceGrouping, ServiceStatistics

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
    """The statistics as .xlsx: each group, then the total; `scope` says in words what was counted."""
    sheet = GroupSheet(
        title=TITLE,
        scope=scope,
        grouped_by=statistics.grouping.label,
        is_noted=statistics.grouping is ServiceGrouping.EVENT,
        columns=_FIGURES,
        lines=[GroupLine(group.label, group.note, _cells(group.figures)) for group in statistics.groups],
        total=_cells(statistics.total),
        words=_WORDS,
    )
    return build_group_sheet(sheet, company)


def _cells(figures: ServiceFigures) -> tuple[Cell, ...]:
    counts = (figures.people, figures.turns, figures.arrived, figures.absent, figures.returning)
    return (*counts, hours_of(figures.minutes))
