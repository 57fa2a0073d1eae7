"""Plain tables as .xlsx: A4, a title, a head that repeats, user text that never becomes a formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from budgets.workbook.textlines import count_lines
from planner.documents.wording import CREATED, clean_xml_text
from planner.telling import UNKNOWN


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that reckons; `value` is what it comes to, for readers that do not reckon themselves."""

    text: str
    value: int | Decimal


Cell = str | int | Decimal | date | Formula | None
A4 = 9
FONT, HEAD_FONT = "宋体", "黑体"
LINE, GROUND, AMBER = "#B8B2A6", "#F1EFE8", "#8A5A00"
HEAD_ROW = 2
# Points. Readers other than Excel do not make rows taller by themselves.
LINE_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 15, 20, 400
LONGEST_TEXT = 32_767


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table: its heading, its width in characters, how its cells stand.

    In one of `money` all numbers have two decimals, in one of `date` days are days, in one of `recorded` a zero says
    that nobody wrote anything down.
    """

    heading: str
    width: float
    align: str = "left"


class SheetTable:
    """A sheet that is filled from top to bottom."""

    def __init__(
        self, book: Any, name: str, title: str, subtitle: str, columns: Sequence[SheetColumn], *, wide: bool
    ) -> None:
        self.columns = columns
        self.sheet = book.add_worksheet(name)
        self._last = len(columns) - 1
        self._styles = _styles(book)
        self._row = HEAD_ROW + 1
        self._set_up(wide)
        self._write_across(0, title, "title", 2)
        self._write_across(1, subtitle, "plain")
        for at, column in enumerate(columns):
            self.sheet.set_column(at, at, column.width)
            self.sheet.write_string(HEAD_ROW, at, _make_storable(column.heading), self._styles["head"])

    def _set_up(self, wide: bool) -> None:
        self.sheet.set_paper(A4)
        if wide:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")
        self.sheet.repeat_rows(HEAD_ROW)
        self.sheet.freeze_panes(HEAD_ROW + 1, 0)

    @property
    def next_row(self) -> int:
        """The number of the row that comes next, as formulas call it."""
        return self._row + 1

    def add(self, cells: Sequence[Cell]) -> None:
        """One row; numbers stay numbers, formulas reckon, everything else is text."""
        for at, (column, value) in enumerate(zip(self.columns, cells, strict=True)):
            if isinstance(value, date):
                self.sheet.write_datetime(self._row, at, value, self._styles["date"])
            elif isinstance(value, Formula):
                style = self._styles[_style_of(column, value.value)]
                self.sheet.write_formula(self._row, at, value.text, style, value.value)
            elif isinstance(value, int | Decimal):
                self.sheet.write_number(self._row, at, value, self._styles[_style_of(column, value)])
            else:
                style = self._styles["unknown" if value == UNKNOWN else column.align]
                self.sheet.write_string(self._row, at, _make_storable(value or ""), style)
        self.sheet.set_row(self._row, _height(_most_lines(self.columns, cells)))
        self._row += 1

    def filter(self) -> None:
        """Let the rows be filtered by what stands in their columns."""
        self.sheet.autofilter(HEAD_ROW, 0, max(self._row - 1, HEAD_ROW), self._last)

    def end(self, text: str) -> None:
        """The last line, for signatures; the printed area ends with it."""
        self._write_across(self._row + 1, text, "plain")
        self.sheet.print_area(0, 0, self._row + 1, self._last)

    def _write_across(self, row: int, text: str, style: str, size: int = 1) -> None:
        """A text over all columns, of a font `size` times as large as that of the table."""
        whole = sum(column.width for column in self.columns) / size
        self.sheet.set_row(row, _height(size * count_lines(text, whole)))
        if self._last:
            self.sheet.merge_range(
                first_row=row, first_col=0, last_row=row, last_col=self._last, data="", cell_format=self._styles[style]
            )
        self.sheet.write_string(row, 0, _make_storable(text), self._styles[style])


def _style_of(column: SheetColumn, value: int | Decimal) -> str:
    """How a number stands: money with its cents, anything else as its column says unless it has a fraction."""
    return column.align if column.align == "money" or value == int(value) else "fraction"


def _height(lines: int) -> float:
    """The height of a row, in points."""
    return min(max(LEAST_HEIGHT, 3 + LINE_HEIGHT * lines), MOST_HEIGHT)


def _most_lines(columns: Sequence[SheetColumn], cells: Sequence[Cell]) -> int:
    """How many lines the fullest cell takes."""
    shown = [str(cell.value if isinstance(cell, Formula) else cell or "") for cell in cells]
    return max((count_lines(text, column.width) for column, text in zip(columns, shown, strict=True)), default=1)


def _styles(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True}
    kinds: dict[str, dict[str, Any]] = {
        "title": {"text_wrap": True, "font_name": HEAD_FONT, "font_size": 16, "align": "center", "valign": "vcenter"},
        "plain": {"text_wrap": True, "valign": "vcenter"},
        "head": {**cell, "bold": True, "bg_color": GROUND, "align": "center"},
        "left": cell,
        "center": {**cell, "align": "center"},
        "right": {**cell, "align": "right", "num_format": "#,##0"},
        "recorded": {**cell, "align": "right", "num_format": '#,##0;-#,##0;"—"'},
        "fraction": {**cell, "align": "right"},
        "money": {**cell, "align": "right", "num_format": "#,##0.00"},
        "date": {**cell, "align": "center", "num_format": "yyyy-mm-dd"},
        "unknown": {**cell, "font_color": AMBER, "align": "center"},
    }
    return {name: book.add_format({"font_name": FONT, "font_size": 10.5, **kind}) for name, kind in kinds.items()}


def _make_storable(text: str) -> str:
    """Text that a cell can hold: not too long, and not taken for mark-up of the workbook itself.

    A text from <r> to </r> would go into the file as it is; a space before it keeps it a text.
    """
    plain = clean_xml_text(text)[:LONGEST_TEXT]
    return f" {plain}"[:LONGEST_TEXT] if plain.startswith("<r>") else plain


def make_workbook(title: str, company: str, write: Callable[[Any], None]) -> bytes:
    """A workbook in bytes, filled by `write`; the same content gives the same bytes."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {"title": clean_xml_text(title)[:250], "company": clean_xml_text(company)[:250], "created": CREATED}
    )
    write(book)
    book.close()
    return out.getvalue()
