"""QR codes for papers: the dark modules of a code as runs, which a template draws as one shape."""

from itertools import groupby
from typing import Any


def make_qr(address: str) -> dict[str, Any]:
    """The code of an address: `size` in modules and its dark `runs`, each [column, row, length].

    Error correction M, ISO/IEC 18004: a stain or a fold of 15 % is read over.
    """
    import segno

    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    return {"size": len(rows), "runs": [run for at, row in enumerate(rows) for run in _runs(at, row)]}


def _runs(at: int, row: list[int]) -> list[list[int]]:
    runs = []
    column = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append([column, at, length])
        column += length
    return runs
