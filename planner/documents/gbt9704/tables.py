"""Tables of an official paper: as wide as its text, with a head that repeats, rows that stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.documents.gbt9704.page import TEXT_WIDTH
from planner.documents.gbt9704.paragraphs import paragraph, run, small_line, table_gap
from planner.documents.gbt9704.styles import LEVEL1, LEVEL2


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: heading, share of the width, how its cells stand (left, center, right).

    An `optional` one is left out when no row has anything in it; `merged` cells without text belong to the one above.
    """

    heading: str
    share: int
    align: str = "left"
    optional: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class WideCell:
    """A cell over the first columns of a row."""

    text: str
    columns: int
    align: str = "left"


TableRow = Sequence[str | WideCell] | str


def table(
    columns: Sequence[TableColumn], rows: Iterable[TableRow], *, unit: str = "", note: str = "", height: int = 0
) -> str:
    """A table over the whole text width with a head that repeats; a row that is one text spans all columns.

    Rows stay whole, and at least `height` twips high. `unit` stands above at the right, `note` below.
    """
    columns, rows = _drop_unused_columns(columns, list(rows))
    total = sum(c.share for c in columns)
    widths = [TEXT_WIDTH * c.share // total for c in columns]
    head = "".join(table_cell(c.heading, w, "center", font=LEVEL1) for c, w in zip(columns, widths, strict=True))
    kept = _kept_with_next(len(rows))
    body = "".join(table_row(height, _cells(columns, widths, row, keep=at in kept)) for at, row in enumerate(rows))
    return (
        f"{small_line(unit, align='right', keep=True) if unit else table_gap(keep=True)}{begin_table(widths)}"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{body}</w:tbl>{small_line(note) if note else table_gap()}"
    )


def begin_table(widths: Sequence[int], borders: str | None = None) -> str:
    """The beginning of a table with columns of these widths, up to its first row; thin lines all around."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{BORDERS if borders is None else borders}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _kept_with_next(count: int) -> set[int]:
    """Rows that stay on the page of the next one: neither the first nor the last row, often a sum, stands alone.

    LibreOffice loses all that follows where nothing but the head and one row has room on a page.
    """
    return {at for at in (0, count - 2) if 0 <= at < count - 1}


def table_row(height: int, cells: str) -> str:
    """A row of finished cells that stays whole, at least `height` twips high."""
    higher = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{higher}</w:trPr>{cells}</w:tr>"


def _drop_unused_columns(
    columns: Sequence[TableColumn], rows: list[TableRow]
) -> tuple[list[TableColumn], list[TableRow]]:
    """Columns and rows without the optional columns that no row uses."""
    plain = [row for row in rows if not isinstance(row, str)]
    empty = {
        at
        for at, column in enumerate(columns)
        if column.optional and not any(row[at] for row in plain if len(row) == len(columns))
    }
    if not empty:
        return list(columns), rows
    left: list[TableRow] = [
        row if isinstance(row, str) else [cell for at, cell in enumerate(row) if at not in empty] for row in rows
    ]
    return [column for at, column in enumerate(columns) if at not in empty], left


BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def _cells(columns: Sequence[TableColumn], widths: Sequence[int], row: TableRow, *, keep: bool) -> str:
    if isinstance(row, str):
        return table_cell(row, sum(widths), "left", font=LEVEL2, span=len(columns), keep=True)
    cells, at = "", 0
    for text in row:
        if isinstance(text, WideCell):
            cells += table_cell(
                text.text, sum(widths[at : at + text.columns]), text.align, span=text.columns, keep=keep
            )
            at += text.columns
        else:
            merge = ("restart" if text else "continue") if columns[at].merged else ""
            cells += table_cell(text, widths[at], columns[at].align, merge=merge, keep=keep)
            at += 1
    return cells


def table_cell(
    text: str, width: int, align: str, *, font: str = "", span: int = 1, merge: str = "", keep: bool = False
) -> str:
    """One cell; `font` is another one than that of the table."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = paragraph(run(text, font) if text else "", "TableText", layout=f'<w:jc w:val="{align}"/>', keep=keep)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inside}</w:tc>"
    )
