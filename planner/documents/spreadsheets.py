"""Plain tables as .xlsx: A4, a title, a head that repeats, user text that never becomes a formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from planner.documents.budget import CREATED

Cell = str | int | Decimal | None
A4 = 9
FONT, HEAD_FONT = "宋体", "黑体"
LINE, GROUND, AMBER = "#B8B2A6", "#F1EFE8", "#8A5A00"
HEAD_ROW = 2
# Points. Readers other than Excel do not make rows taller by themselves.
LINE_HEIGHT, LEAST_HEIGHT = 15, 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in characters, how its cells stand."""

    heading: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Band:
    """A line over all columns, e.g. the day that the rows below it belong to."""

    text: str


class Table:
    """A sheet that is filled from top to bottom."""

    def __init__(
        self, book: Any, name: str, title: str, subtitle: str, columns: Sequence[Column], *, wide: bool
    ) -> None:
        self.columns = columns
        self.sheet = book.add_worksheet(name)
        self._last = len(columns) - 1
        self._styles = _styles(book)
        self._row = HEAD_ROW + 1
        self._set_up(wide)
        self._merged(0, title, "title")
        self.sheet.set_row(0, 30)
        self._merged(1, subtitle, "plain")
        for at, column in enumerate(columns):
            self.sheet.set_column(at, at, column.width)
            self.sheet.write_string(HEAD_ROW, at, column.heading, self._styles["head"])

    def _set_up(self, wide: bool) -> None:
        self.sheet.set_paper(A4)
        if wide:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")
        self.sheet.repeat_rows(HEAD_ROW)
        self.sheet.freeze_panes(HEAD_ROW + 1, 0)

    def add(self, cells: Sequence[Cell]) -> None:
        """One row; numbers stay numbers, everything else is text."""
        for at, (column, value) in enumerate(zip(self.columns, cells, strict=True)):
            style = self._styles["unknown" if value == "待定" else column.align]
            if isinstance(value, int | Decimal):
                self.sheet.write_number(self._row, at, value, style)
            else:
                self.sheet.write_string(self._row, at, printable(value or ""), style)
        self.sheet.set_row(self._row, max(LEAST_HEIGHT, 3 + LINE_HEIGHT * _most_lines(self.columns, cells)))
        self._row += 1

    def band(self, text: str) -> None:
        """A line over all columns."""
        self._merged(self._row, text, "band")
        self.sheet.set_row(self._row, LEAST_HEIGHT)
        self._row += 1

    def end(self, text: str) -> None:
        """The last line, for signatures; the printed area ends with it."""
        self._merged(self._row + 1, text, "plain")
        self.sheet.print_area(0, 0, self._row + 1, self._last)

    def _merged(self, row: int, text: str, style: str) -> None:
        if self._last:
            self.sheet.merge_range(row, 0, row, self._last, "", self._styles[style])
        self.sheet.write_string(row, 0, printable(text), self._styles[style])


def _most_lines(columns: Sequence[Column], cells: Sequence[Cell]) -> int:
    """How many lines the fullest cell takes; a Chinese character is two columns wide."""
    return max((_lines(str(cell or ""), column.width) for column, cell in zip(columns, cells, strict=True)), default=1)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(sum(1 if c.isascii() else 2 for c in part) / (width - 1))) for part in text.split("\n"))


def _styles(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True}
    kinds: dict[str, dict[str, Any]] = {
        "title": {"font_name": HEAD_FONT, "font_size": 16, "align": "center", "valign": "vcenter"},
        "plain": {},
        "head": {**cell, "bold": True, "bg_color": GROUND, "align": "center"},
        "band": {**cell, "bold": True, "bg_color": GROUND},
        "left": cell,
        "center": {**cell, "align": "center"},
        "right": {**cell, "align": "right", "num_format": "#,##0.######"},
        "unknown": {**cell, "font_color": AMBER, "align": "center"},
    }
    return {name: book.add_format({"font_name": FONT, "font_size": 10.5, **kind}) for name, kind in kinds.items()}


def printable(text: str) -> str:
    """Text that XML can carry: no control characters but tabs and line ends, no lone surrogates."""
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000))


def workbook(title: str, company: str, write: Callable[[Any], None]) -> bytes:
    """A workbook in bytes, filled by `write`; the same content gives the same bytes."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {"title": printable(title), "company": printable(company), "created": CREATED.replace(tzinfo=None)}
    )
    write(book)
    book.close()
    return out.getvalue()
