"""志愿者报名表: who signed up for which shift, one line each, as .xlsx."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.spreadsheets import SheetColumn, SheetTable, make_workbook

COLUMNS = (
    SheetColumn("序号", 6, "center"),
    SheetColumn("岗位", 16),
    SheetColumn("日期", 14),
    SheetColumn("时间", 14),
    SheetColumn("姓名", 12),
    SheetColumn("状态", 12),
    SheetColumn("电话", 16),
    SheetColumn("单位、班级", 20),
    SheetColumn("会什么", 16),
    SheetColumn("培训有效到", 14),
    SheetColumn("查询有效到", 14),
    SheetColumn("回答", 40),
)


@dataclass(frozen=True, slots=True)
class SignUpLine:
    """One sign-up as it is printed; masked before it comes here."""

    post: str
    day: str
    hours: str
    name: str
    state: str
    phone: str
    unit: str
    skills: str
    trained_until: str
    checked_until: str
    answers: str = ""


def build_sign_ups(title: str, subtitle: str, lines: Sequence[SignUpLine]) -> bytes:
    """The table in its order; the same lines give the same bytes."""

    def write(book: object) -> None:
        table = SheetTable(book, "报名", f"{title} 志愿者报名表", subtitle, COLUMNS, wide=True)
        for number, line in enumerate(lines, start=1):
            table.add([number, *(getattr(line, name) for name in SignUpLine.__slots__)])
        table.filter()
        table.end(f"共 {len(lines)} 条")

    return make_workbook(f"{title} 志愿者报名表", "", write)
