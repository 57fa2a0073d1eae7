"""Tables of HTML: of the clipboard of Word, WPS, Excel, LibreOffice, web documents, and of files that are HTML."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from planner.intake.tables.grid import RawCell, number_lines, spread
from planner.intake.tables.htmltext import TABLE_MARK, ShownText, parse_html, put_mark
from planner.intake.tables.limits import MOST_COLUMNS, check_characters
from planner.intake.tables.table import SourceCell, SourceLine, Table

_MOST_ROWS_SPANNED = 10_000
# What a program shows of a number that has no room, or too many digits.
_SHORTENED = re.compile(r"#{2,}|-?\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"-?\d{1,15}")
# Excel and WPS, LibreOffice: the value behind what is shown.
_VALUES = ("x:num", "sdval")
_LONGEST_NOTE = 200


def read_html_tables(html: str) -> tuple[Table, ...]:
    """The tables of a page, each with the text that stands before it, the last also with what follows it.

    A table that only lays out others gives way to them. Raises UnreadableFileError for more than is read.
    """
    check_characters(html)
    root = parse_html(html)
    if root is None:
        return ()
    shown = ShownText(root)
    elements = [table for table in _tables_in(root, shown) if shown.of(table)]
    shown.hidden.clear()
    read = [_HtmlTable(element, shown) for element in elements]
    for element in elements:
        put_mark(element)
    return tuple(_with_text_around(read, shown.of(root)))


def _tables_in(element: HtmlElement, shown: ShownText) -> Iterator[HtmlElement]:
    """The tables outside of other tables; of one that has a single cell in each row those inside of it."""
    for child in element:
        if not isinstance(child.tag, str) or shown.is_hidden(child):
            continue
        if child.tag == "table" and not _only_lays_out(child):
            yield child
        else:
            yield from _tables_in(child, shown)


def _only_lays_out(table: HtmlElement) -> bool:
    inside = next(table.iterdescendants("table"), None)
    return inside is not None and all(len(list(row.iterchildren("td", "th"))) <= 1 for row in _rows_of(table))


def _rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


class _HtmlTable:
    """The lines of one table, its caption, and what it hides."""

    def __init__(self, element: HtmlElement, shown: ShownText) -> None:
        self._shown = shown
        before = len(shown.hidden)
        rows = list(_rows_of(element))
        grid = spread([[self._cell(cell) for cell in self._cells_of(row)] for row in rows])
        self.caption = next((shown.of(caption) for caption in element.iterchildren("caption")), "")
        columns = self._hidden_columns(element)
        self.notes = (*_note_columns(grid, columns), *_note_texts(shown.hidden[before:]))
        self.cells = [tuple(cell for at, cell in enumerate(line) if at not in columns) for line in grid]
        self.hidden = frozenset(at for at, row in enumerate(rows) if shown.is_hidden(row))

    def _cells_of(self, row: HtmlElement) -> Iterator[HtmlElement]:
        for cell in row.iterchildren("td", "th"):
            if self._shown.is_hidden(cell):
                self._shown.hidden += filter(None, [self._shown.of(cell)])
            else:
                yield cell

    def _cell(self, cell: HtmlElement) -> RawCell:
        rows, columns = _span(cell, "rowspan", _MOST_ROWS_SPANNED), _span(cell, "colspan", MOST_COLUMNS)
        return RawCell(_value_behind(cell, self._shown.of(cell)), rows, columns)

    def _hidden_columns(self, table: HtmlElement) -> frozenset[int]:
        hidden: set[int] = set()
        at = 0
        for column in table.iter("col"):
            if next(column.iterancestors("table")) is not table:
                continue
            span = _span(column, "span", MOST_COLUMNS)
            if self._shown.is_hidden(column):
                hidden.update(range(at, at + span))
            at += span
        return frozenset(hidden)


def _span(element: HtmlElement, name: str, most: int) -> int:
    """How many rows or columns a cell takes; what is no number is one, as browsers read it."""
    text = element.get(name, "1").strip()
    return min(int(text), most) or (most if name == "rowspan" else 1) if re.fullmatch(r"[0-9]{1,9}", text) else 1


def _value_behind(cell: HtmlElement, text: str) -> str:
    """The shown text; where it lacks digits that the value still has, the value."""
    if not _SHORTENED.fullmatch(text):
        return text
    values = (cell.get(name, "").removesuffix(".0") for name in _VALUES)
    return next((value for value in values if _WHOLE_NUMBER.fullmatch(value)), text)


def _note_columns(grid: Sequence[tuple[SourceCell, ...]], columns: frozenset[int]) -> Iterator[str]:
    for column in sorted(columns):
        texts = [line[column].text for line in grid if column < len(line) and not line[column].is_filled]
        if said := "、".join(filter(None, texts)):
            yield f"隐藏的一列没有读：{said[:_LONGEST_NOTE]}"


def _note_texts(hidden: Sequence[str]) -> Iterator[str]:
    if hidden:
        yield f"隐藏的文字没有读：{'、'.join(hidden)[:_LONGEST_NOTE]}"


def _with_text_around(read: Sequence[_HtmlTable], text: str) -> Iterator[Table]:
    before = [list(filter(None, map(str.strip, part.split("\n")))) for part in text.split(TABLE_MARK)]
    for at, table in enumerate(read):
        above = [*before[at], *filter(None, [table.caption])]
        below = before[-1] if at == len(read) - 1 else []
        yield Table(_join(above, table, below), table.caption, notes=table.notes)


def _join(above: Sequence[str], table: _HtmlTable, below: Sequence[str]) -> tuple[SourceLine, ...]:
    inside = number_lines(table.cells, hidden=table.hidden, first=len(above) + 1)
    return (*outside_lines(above, 1), *inside, *outside_lines(below, len(above) + len(inside) + 1))


def outside_lines(texts: Sequence[str], first: int) -> tuple[SourceLine, ...]:
    """Lines of text that stand above or below a table."""
    return tuple(SourceLine(at, (SourceCell(text),), is_outside=True) for at, text in enumerate(texts, first))
