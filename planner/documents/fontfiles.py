"""Which characters a font file has glyphs for, out of its table `cmap` (ISO/IEC 14496-22, 5.2.1), format 12."""

import struct
from pathlib import Path
from typing import Any, BinaryIO

_TABLE = struct.Struct(">4sIII")
_SUBTABLE = struct.Struct(">HHI")
_GROUPS_HEAD = struct.Struct(">HHIII")
_GROUP = struct.Struct(">III")
_SEGMENTED_COVERAGE = 12


def read_ranges(font: Path) -> list[tuple[int, int]]:
    """First and last code points of the runs of characters that it holds, in their order.

    Only the table itself is read. Raises ValueError for a file without one that reaches beyond 65,535.
    """
    with font.open("rb") as file:
        start = _find_table(file, b"cmap")
        for at in _find_subtables(file, start):
            form, _, _, _, count = _read(file, at, _GROUPS_HEAD)
            if form == _SEGMENTED_COVERAGE:
                groups = file.read(count * _GROUP.size)
                return sorted((first, last) for first, last, _ in _GROUP.iter_unpack(groups))
    raise ValueError(f"{font.name} has no table of its characters")


def _find_table(file: BinaryIO, tag: bytes) -> int:
    _, count = _read(file, 0, struct.Struct(">IH"))
    for at in range(count):
        name, _, offset, _ = _read(file, 12 + at * _TABLE.size, _TABLE)
        if name == tag:
            return int(offset)
    raise ValueError(f"no table {tag!r}")


def _find_subtables(file: BinaryIO, start: int) -> list[int]:
    _, count = _read(file, start, struct.Struct(">HH"))
    return [start + _read(file, start + 4 + at * _SUBTABLE.size, _SUBTABLE)[2] for at in range(count)]


def _read(file: BinaryIO, at: int, layout: struct.Struct) -> tuple[Any, ...]:
    file.seek(at)
    return layout.unpack(file.read(layout.size))
