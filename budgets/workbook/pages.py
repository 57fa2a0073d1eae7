"""Where the pages of a printed sheet end, so that nothing that belongs together is parted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A4 across in inches, and points to one of them.
PAPER_WIDTH, PAPER_HEIGHT, POINTS = 11.69, 8.27, 72
# Pixels of a column: of each digit of its width, beside them, and to an inch.
_DIGIT, _PADDING, _PIXELS = 7, 5, 96
# Programs measure columns and lines a little differently: none of them may need more room than there is.
_RESERVE = 0.95


class RowBlock(NamedTuple):
    """Rows that stand on one page, counted from 0."""

    first: int
    last: int


def print_scale(widths: Iterable[float], margins: float) -> int:
    """In percent, how large a sheet is printed whose columns all fit between margins of so many inches together.

    It is never enlarged.
    """
    inches = sum(int(width * _DIGIT + 0.5) + _PADDING for width in widths) / _PIXELS
    return min(100, int(100 * (PAPER_WIDTH - margins) / inches * _RESERVE))


def page_room(scale: int, margins: float) -> float:
    """How many points of rows a page takes at that scale."""
    return (PAPER_HEIGHT - margins) * POINTS / scale * 100 * _RESERVE


def end_pages(heights: Sequence[float], room: float, head: float, blocks: Iterable[RowBlock]) -> list[int]:
    """The rows that begin a page after the first; `head` is the height of what is repeated on each of these.

    A block that would be parted begins a page, unless it is as long as a page.
    """
    starts = {row: block.first for block in blocks for row in range(block.first, block.last + 1)}
    breaks: list[int] = []
    start, used = 0, 0.0
    row = 0
    while row < len(heights):
        if used + heights[row] <= room or row == start:
            used += heights[row]
            row += 1
            continue
        wanted = starts.get(row, row)
        start = row = wanted if wanted > start else row
        breaks.append(row)
        used = head
    return breaks
