"""Forms of an official paper: cells with a label beside cells to be read or filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.gbt9704.page import TEXT_WIDTH
from planner.documents.gbt9704.paragraphs import table_gap
from planner.documents.gbt9704.styles import LEVEL1
from planner.documents.gbt9704.tables import begin_table, table_cell, table_row


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell with what stands in it, over so many of the form's columns."""

    text: str = ""
    columns: int = 1
    align: str = "left"
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form, at least `height` twips high: room to write, to sign, to seal."""

    cells: Sequence[FormCell]
    height: int = 0


def label(text: str, columns: int = 1) -> FormCell:
    """A cell that says what the next one is."""
    return FormCell(text, columns, "center", is_label=True)


def form(shares: Sequence[int], rows: Sequence[FormRow], *, keep: bool = False) -> str:
    """A form over the whole text width; its columns share that width. Rows stay whole, all on one page to `keep`."""
    widths = [TEXT_WIDTH * share // sum(shares) for share in shares]
    kept = len(rows) - 1 if keep else 0
    body = "".join(table_row(row.height, _cells(widths, row.cells, keep=at < kept)) for at, row in enumerate(rows))
    return f"{table_gap(keep=True)}{begin_table(widths)}{body}</w:tbl>{table_gap()}"


def _cells(widths: Sequence[int], cells: Sequence[FormCell], *, keep: bool) -> str:
    drawn, at = "", 0
    for cell in cells:
        width = sum(widths[at : at + cell.columns])
        font = LEVEL1 if cell.is_label else ""
        drawn += table_cell(cell.text, width, cell.align, font=font, span=cell.columns, keep=keep)
        at += cell.columns
    return drawn
