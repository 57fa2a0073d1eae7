"""花名册.xlsx: the children of an event one by one, without guardians and remarks."""

from collections.abc import Sequence
from typing import Any

from planner.documents.spreadsheets import SheetColumn, SheetTable, make_workbook
from planner.people import Participant

_COLUMNS = (
    SheetColumn("序号", 7, "center"),
    SheetColumn("姓名", 14),
    SheetColumn("性别", 8, "center"),
    SheetColumn("班级", 24),
    SheetColumn("监护人电话", 18, "center"),
)


def build_roster(title: str, children: Sequence[Participant], *, unit: str, note: str) -> bytes:
    """The roster as .xlsx; the caller masks what must not be read there, `note` says what was masked.

    The same children give the same bytes.
    """
    heading = f"{title} 花名册"

    def write(book: Any) -> None:
        table = SheetTable(book, "花名册", heading, note, _COLUMNS, wide=False)
        for number, child in enumerate(children, start=1):
            sex = child.sex.label if child.sex else ""
            table.add((number, child.name, sex, child.school_class, child.phone))
        table.end(f"共 {len(children)} 人")

    return make_workbook(heading, unit, write)
