"""An empty table to be filled in and taken in again: headings, an example above them, cells that keep what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.documents.spreadsheets import FONT, GROUND, LINE, make_workbook
from planner.documents.wording import clean_xml_text

MOST_ROWS = 1000
_NOTE = "例子在第 2 行，不会读进去；从第 4 行往下填，不用的列空着。"
_HEAD_ROW = 2
# Excel takes no longer list of choices than this.
_LONGEST_LIST = 255


@dataclass(frozen=True, slots=True)
class EmptyColumn:
    """A column to be filled in: its heading, an example, and what there is to choose.

    Cells of one that `is_text` are never made numbers of: phones keep all their digits, 3-1 stays no date.
    """

    heading: str
    example: str = ""
    choices: tuple[str, ...] = ()
    is_text: bool = False


def build_empty_table(name: str, columns: Sequence[EmptyColumn], *, unit: str) -> bytes:
    """The table as .xlsx; the same columns give the same bytes."""
    return make_workbook(name, unit, lambda book: _write(book, name, columns))


def _write(book: Any, name: str, columns: Sequence[EmptyColumn]) -> None:
    sheet = book.add_worksheet(name)
    plain = {"font_name": FONT, "font_size": 11}
    note = book.add_format({**plain, "font_color": "#6B665C"})
    head = book.add_format({**plain, "bold": True, "bg_color": GROUND, "border": 1, "border_color": LINE})
    text, free = book.add_format({**plain, "num_format": "@"}), book.add_format(plain)
    sheet.write_string(0, 0, _NOTE, note)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, max(10, 2 * len(column.heading) + 4), text if column.is_text else free)
        sheet.write_string(1, at, _example(column, first=at == 0), note)
        sheet.write_string(_HEAD_ROW, at, clean_xml_text(column.heading), head)
        if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
            sheet.data_validation(
                _HEAD_ROW + 1, at, _HEAD_ROW + MOST_ROWS, at, {"validate": "list", "source": list(column.choices)}
            )
    sheet.freeze_panes(_HEAD_ROW + 1, 0)


def _example(column: EmptyColumn, *, first: bool) -> str:
    return clean_xml_text(f"例：{column.example}" if first else column.example)
