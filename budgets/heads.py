"""Lines that are counted by heads: in the quantity, or in the times, as people write 3 餐 × 26 人 too."""

from __future__ import annotations

from dataclasses import replace

from budgets.line import Line

HEADS = frozenset("人 位 名 人次 份 客 盒".split())
PERSONS = frozenset("人 位 名 客 人次".split())


def by_heads(line: Line) -> Line:
    """The line with its heads in the quantity; as it is where it counts none."""
    if line.unit.strip() in HEADS or line.times_unit.strip() not in PERSONS or line.quantity is None:
        return line
    return replace(line, quantity=line.times, unit=line.times_unit, times=line.quantity, times_unit=line.unit)
