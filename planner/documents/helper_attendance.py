"""志愿者签到记录.xlsx: when volunteers came and went, as the system noted it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.documents.spreadsheets import SheetColumn, SheetTable, make_workbook

_COLUMNS = (
    SheetColumn("序号", 7, "center"),
    SheetColumn("姓名", 14),
    SheetColumn("岗位", 20),
    SheetColumn("日期", 14, "date"),
    SheetColumn("时间", 16, "center"),
    SheetColumn("签到、签退", 30),
)


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A shift of somebody who came, masked before it comes here; `noted` says when they came and went."""

    name: str
    post: str
    day: date | None
    hours: str
    noted: str


def build_helper_attendance(title: str, lines: Sequence[AttendanceLine], *, unit: str) -> bytes:
    """The record as .xlsx in the order of the lines; the same lines give the same bytes."""
    heading = f"{title} 志愿者签到记录"

    def write(book: Any) -> None:
        subtitle = "由志愿者扫码签到或带队老师补记，时间是服务器的。"
        table = SheetTable(book, "签到记录", heading, subtitle, _COLUMNS, wide=False)
        for number, line in enumerate(lines, start=1):
            table.add((number, line.name, line.post, line.day, line.hours, line.noted))
        table.end(f"共 {len(lines)} 人次")

    return make_workbook(heading, unit, write)
