"""Rows that line ends in cells have torn apart: Word copies a cell of several paragraphs as several lines of text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

# Word puts a tab behind the number of a list.
_LIST_NUMBER = re.compile(r"\d{1,2}[.、)）]")


def mend_rows(rows: Sequence[list[str]]) -> tuple[list[list[str]], set[int]]:
    """The rows, with those in one again that belong together, and the places of those that may still be out of place.

    Several short lines are one row where together they have as many cells as most lines. Rows whose last cells are
    empty may lack these: two of them that would make up a row stay two, and are asked.
    """
    full = Counter(len(row) for row in rows if len(row) > 1).most_common(1)[0][0] if rows else 0
    numbered = [row if len(row) in {1, full} else _join_numbers(row) for row in rows]
    mended: list[list[str]] = []
    doubted: set[int] = set()
    at = 0
    while at < len(numbered):
        end = _end_of(numbered, at, full)
        is_list = end > at + 1 and len({len(row) for row in numbered[at:end]}) == 1 and bool(numbered[at][0].strip())
        taken = [_join(numbered[at:end])] if not is_list else numbered[at:end]
        if is_list or (end > at + 1 and min(map(len, numbered[at:end])) > 1):
            doubted.update(range(len(mended), len(mended) + len(taken)))
        mended += taken
        at = end
    return mended, doubted | set(_out_of_place(mended, full, was_torn=mended != list(rows)))


def _end_of(rows: Sequence[list[str]], at: int, full: int) -> int:
    """Where the row that begins here ends: behind itself, or behind the short lines that make it up."""
    cells, end = len(rows[at]), at + 1
    while 1 < cells < full and end < len(rows) and cells + len(rows[end]) - 1 <= full:
        # A line end inside of a cell has words of it on both sides.
        if not (rows[end - 1][-1].strip() and rows[end][0].strip()):
            break
        cells += len(rows[end]) - 1
        end += 1
    return end if cells == full else at + 1


def _join(lines: Sequence[list[str]]) -> list[str]:
    joined = list(lines[0])
    for line in lines[1:]:
        joined = [*joined[:-1], f"{joined[-1]}\n{line[0]}", *line[1:]]
    return joined


def _out_of_place(rows: Sequence[list[str]], full: int, *, was_torn: bool) -> Iterator[int]:
    """Rows with more cells than others and the short ones behind them; all short ones where others were torn."""
    after_long = was_torn
    for at, row in enumerate(rows):
        if len(row) > full or (after_long and 1 < len(row) < full):
            yield at
        after_long = was_torn or len(row) > full or (after_long and len(row) < full)


def _join_numbers(row: Sequence[str]) -> list[str]:
    """1. | 排查场地: the number of a list and its text are one cell."""
    cells: list[str] = []
    for cell in row:
        if cells and _LIST_NUMBER.fullmatch(cells[-1].strip()):
            cells[-1] = f"{cells[-1].strip()} {cell}"
        else:
            cells.append(cell)
    return cells
