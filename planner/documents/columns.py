"""Columns of a table that are as wide as what stands in them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from planner.documents.gbt9704 import TEXT_WIDTH, TableColumn, TableRow, WideCell

# The table's 10.5 pt; a figure takes half of that, and up to a third more in fonts that stand in; between figures and
# characters Word leaves a quarter. Twips.
_CHARACTER, _FIGURE, _BETWEEN, _CELL_MARGIN = 210, 135, 55, 150
_WIDEST = 2100  # a whole day in one line; what is centred and longer is wrapped
_MOST = TEXT_WIDTH * 3 // 4


def fit_columns(columns: Sequence[TableColumn], rows: Iterable[TableRow]) -> list[TableColumn]:
    """The columns, those at the right or centred as wide as their longest line; the others share what is left.

    The others keep at least a quarter of the width, however long the amounts are.
    """
    longest = [_width(column.heading) for column in columns]
    for row in rows:
        at = 0
        for cell in () if isinstance(row, str) else row:
            if isinstance(cell, str):
                longest[at] = max(longest[at], _width(cell))
            at += cell.columns if isinstance(cell, WideCell) else 1
    needed = {
        at: longest[at] if column.align == "right" else min(longest[at], _WIDEST)
        for at, column in enumerate(columns)
        if column.align != "left"
    }
    whole = sum(needed.values())
    if whole > _MOST:
        needed = {at: width * _MOST // whole for at, width in needed.items()}
    left = TEXT_WIDTH - sum(needed.values())
    shares = sum(column.share for column in columns if column.align == "left")
    return [
        TableColumn(c.heading, needed.get(at) or left * c.share // shares, c.align, merged=c.merged)
        for at, c in enumerate(columns)
    ]


def _width(text: str) -> int:
    """The width of the longest line of a cell."""
    return max(map(_line_width, text.split("\n"))) + _CELL_MARGIN


def _line_width(line: str) -> int:
    changes = sum(one.isascii() != other.isascii() for one, other in pairwise(line))
    return sum(_FIGURE if c.isascii() else _CHARACTER for c in line) + changes * _BETWEEN
