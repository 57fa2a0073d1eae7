"""年度汇总.xlsx: the year by kind and by month, reckoned from the list of events that stands beside it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planner.documents.spreadsheets import Cell, Formula, SheetColumn, SheetTable, make_workbook
from planner.people import hours_of
from planner.report.yearsummary import YearEvent, YearFigure, YearFigures, YearSummary

TITLE = "年度汇总"
_LIST = "活动清单"
_FIGURES = (
    SheetColumn("办了活动", 10, "right"),
    SheetColumn("参加对象人数", 13, "right"),
    SheetColumn("参加对象人次", 13, "right"),
    SheetColumn("志愿者人数", 11, "recorded"),
    SheetColumn("志愿人次", 10, "recorded"),
    SheetColumn("志愿时长（小时）", 17, "recorded"),
    SheetColumn("决算支出（元）", 15, "money"),
    SheetColumn("未结支出（元）", 15, "money"),
)
# Where these columns stand in the list, and where those by which they are summed.
_LISTED = ("F", "G", "H", "I", "J", "K", "L", "M")
_GROUPED = ("B", "C", "D", "E", "F", "G", "H", "I")
_BY = {"类别": "C", "月份": "D"}
_ABOUT_EVENT = (
    SheetColumn("活动", 30),
    SheetColumn("单位", 20),
    SheetColumn("类别", 16),
    SheetColumn("月份", 12, "center"),
    SheetColumn("时间", 16),
)
_NOTE = SheetColumn("说明", 18)
COUNTED = (
    "只算记下来的，计划的不算。参加对象人数是各活动实到人数相加，同一个人来过两个活动算两次；"
    "人次按记的算，没记的每人算一次。"
)
_HELPERS = (
    "志愿者只数报过名又来了的，同一单位里同一个电话算一个人，所以这一列不是各行相加；时长只算核定的。— 是没有记录。"
)


def build_year_sheet(
    by_kind: YearSummary, by_month: YearSummary, events: Sequence[YearEvent], scope: str, company: str = ""
) -> bytes:
    """The year as .xlsx: a sheet by kind, one by month, the list that both sum up by formulas.

    Persons who helped are counted and not summed. User text never becomes a formula. The same year gives the same
    bytes.
    """

    def write(book: Any) -> None:
        for name, summary in (("按类别", by_kind), ("按月份", by_month)):
            _write_groups(book, name, summary, scope, len(events))
        _write_events(book, events, scope)

    return make_workbook(TITLE, company, write)


def _write_groups(book: Any, name: str, summary: YearSummary, scope: str, count: int) -> None:
    label = summary.grouping.label
    table = SheetTable(book, name, f"{TITLE}（{name}）", scope, (SheetColumn(label, 22), *_FIGURES), wide=True)
    first = table.next_row
    for group in summary.groups:
        key = f"${_BY[label]}$4:${_BY[label]}${max(count, 1) + 3}"
        cells = _sum_up(
            group.figures, f"SUMIFS('{_LIST}'!{{0}}$4:{{0}}${max(count, 1) + 3},'{_LIST}'!{key},$A{{1}})", table
        )
        table.add((group.label, *cells))
    last = table.next_row - 1
    total = [
        value if figure is YearFigure.HELPERS else Formula(f"=SUM({column}{first}:{column}{last})", value)
        for figure, column, value in zip(YearFigure, _GROUPED, _numbers(summary.total), strict=True)
    ]
    table.add(("合计", *total))
    table.end(f"{COUNTED}{_HELPERS}")


def _sum_up(figures: YearFigures, pattern: str, table: SheetTable) -> list[Cell]:
    """Each figure as the sum of its column in the list; persons as they were counted."""
    return [
        value if figure is YearFigure.HELPERS else Formula(f"={pattern.format(column, table.next_row)}", value)
        for figure, column, value in zip(YearFigure, _LISTED, _numbers(figures), strict=True)
    ]


def _numbers(figures: YearFigures) -> list[int | Decimal]:
    return [
        figures.events,
        figures.children,
        figures.turns,
        figures.helpers,
        figures.helper_turns,
        hours_of(figures.minutes),
        figures.settled.decimal(),
        figures.unsettled.decimal(),
    ]


def _write_events(book: Any, events: Sequence[YearEvent], scope: str) -> None:
    columns = (*_ABOUT_EVENT, *_FIGURES, _NOTE)
    table = SheetTable(book, _LIST, f"{TITLE}（{_LIST}）", scope, columns, wide=True)
    for event in events:
        about = (event.title, event.unit, event.kind_label, event.month_label, event.days)
        table.add((*about, *_numbers(event.figures), tell_event(event)))
    table.filter()
    table.end(f"共 {len(events)} 个活动。{COUNTED}")


def tell_event(event: YearEvent) -> str:
    """What of its figures is not whole, or why it counts as no event."""
    if event.figures.cancelled:
        return "取消了"
    if not event.is_held:
        return "还没办"
    return "实到人数没记全" if event.figures.open else ""
