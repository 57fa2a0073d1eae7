"""日程表.xlsx: one row an item, so that it can be filtered; and a second sheet with a column a day."""

from collections.abc import Sequence
from typing import Any

from planner.days import Day
from planner.documents.spreadsheets import SheetColumn, SheetTable, make_workbook
from planner.documents.wording import facts_line
from planner.dossier import Dossier, ScheduleItem
from planner.telling import UNKNOWN

COLUMNS = (
    SheetColumn("日期", 17, "center"),
    SheetColumn("时间", 14, "center"),
    SheetColumn("事项", 30),
    SheetColumn("地点", 22),
    SheetColumn("负责人", 20),
    SheetColumn("说明", 34),
)


def build_schedule_sheet(dossier: Dossier) -> bytes:
    """The schedule as .xlsx; what is not known is 待定. The same schedule gives the same bytes."""

    def write(book: Any) -> None:
        _list(book, dossier)
        if dossier.days():
            _day_columns(book, dossier)

    return make_workbook(f"{dossier.facts.title}日程表", dossier.facts.organisation, write)


def _title(dossier: Dossier) -> tuple[str, str]:
    return f"{dossier.facts.title or '活动'}日程表", facts_line(dossier)


def _list(book: Any, dossier: Dossier) -> None:
    table = SheetTable(book, "日程", *_title(dossier), COLUMNS, wide=True)
    for day, items in dossier.schedule_by_day():
        for item in items:
            table.add((_format_day(day), *_cells(dossier, item)))
    table.filter()
    table.end("编制：＿＿＿＿＿＿　　审核：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿")


def _cells(dossier: Dossier, item: ScheduleItem) -> Sequence[str]:
    who = "、".join(dossier.duty_names(item))
    return (item.hours or UNKNOWN, item.title, item.place or UNKNOWN, who or UNKNOWN, item.detail)


def _day_columns(book: Any, dossier: Dossier) -> None:
    """Each day from top to bottom, so that days can be compared at a glance."""
    days = [(day, items) for day, items in dossier.schedule_by_day() if day is not None]
    columns = [SheetColumn(_format_day(day), 34) for day, _ in days]
    table = SheetTable(book, "按天", *_title(dossier), columns, wide=len(days) > 2)
    for number in range(max(len(items) for _, items in days)):
        table.add([_block(dossier, items[number]) if number < len(items) else "" for _, items in days])
    table.end("")


def _block(dossier: Dossier, item: ScheduleItem) -> str:
    """Hours and title, below them place and persons."""
    below = "，".join(part for part in (item.place, "、".join(dossier.duty_names(item))) if part)
    return f"{item.hours or UNKNOWN} {item.title}" + (f"\n{below}" if below else "")


def _format_day(day: Day | None) -> str:
    """8月9日（周日）, or that the day is not known; the year stands above the table."""
    return day.label(day.year) if day else UNKNOWN
