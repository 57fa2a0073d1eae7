"""Cells that span rows and columns, laid out so that each line has one cell for every column."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.intake.tables.limits import MOST_COLUMNS, check_cells
from planner.intake.tables.table import SourceCell, SourceLine

_EMPTY = SourceCell("")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as its source has it: how many rows and columns it spans; `goes_on` is one that the cell above fills."""

    text: str
    rows: int = 1
    columns: int = 1
    goes_on: bool = False


def spread(raw: Sequence[Sequence[RawCell]]) -> list[tuple[SourceCell, ...]]:
    """The lines with merged cells in each row and column that they cover; all lines are equally long.

    Raises UnreadableFileError for more cells than are read.
    """
    below: dict[int, tuple[int, str]] = {}
    lines: list[list[SourceCell]] = []
    count = 0
    for cells in raw:
        line = _lay_line(cells, below, lines[-1] if lines else [])
        count += len(line)
        check_cells(count)
        lines.append(line)
    width = max(map(len, lines), default=0)
    check_cells(width * len(lines))
    return [(*line, *[_EMPTY] * (width - len(line))) for line in lines]


def _lay_line(
    cells: Iterable[RawCell], below: dict[int, tuple[int, str]], above: Sequence[SourceCell]
) -> list[SourceCell]:
    """One line; `below` holds by column for how many more rows a cell of an earlier line goes on, and its text."""
    line: list[SourceCell] = []
    for cell in cells:
        line += _fill_from_above(below, len(line))
        at = len(line)
        text = above[at].text if cell.goes_on and at < len(above) else cell.text
        for column in range(min(cell.columns, MOST_COLUMNS - at)):
            line.append(SourceCell(text, is_filled=cell.goes_on or column > 0))
            if cell.rows > 1:
                below[at + column] = (cell.rows - 1, text)
    last = max(below, default=-1)
    while len(line) <= last:
        line += list(_fill_from_above(below, len(line))) or [_EMPTY]
    return line


def _fill_from_above(below: dict[int, tuple[int, str]], at: int) -> Iterator[SourceCell]:
    """The cells from that column on that an earlier line fills."""
    while at in below:
        rows, text = below.pop(at)
        if rows > 1:
            below[at] = (rows - 1, text)
        yield SourceCell(text, is_filled=True)
        at += 1


def number_lines(
    lines: Iterable[tuple[SourceCell, ...]], *, hidden: frozenset[int] = frozenset(), first: int = 1
) -> tuple[SourceLine, ...]:
    """The lines with their numbers; `hidden` are places among them, counted from 0."""
    return tuple(SourceLine(at + first, cells, is_hidden=at in hidden) for at, cells in enumerate(lines))
