"""Lines of a table looked at: what stands in a line itself, and what only reaches into it from a merged cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from planner.intake.tables.table import SourceLine, Table


class CellReach(IntEnum):
    """How the text of a cell comes to stand there."""

    OWN = 0
    FROM_ABOVE = 1
    FROM_LEFT = 2


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line with the reach of each of its cells; `own` are the texts that begin in it, by column."""

    source: SourceLine
    reach: tuple[CellReach, ...]
    own: Mapping[int, str]

    @property
    def number(self) -> int:
        """The number of the line in its source."""
        return self.source.number

    def text(self, column: int) -> str:
        """The text of a cell; "" where the line has none."""
        return self.source.cells[column].text if column < len(self.source.cells) else ""

    def is_own(self, column: int) -> bool:
        """Whether a text begins in this cell."""
        return column in self.own

    def span(self, column: int) -> range:
        """The columns that the cell of this column covers in this line."""
        end = column + 1
        while end < len(self.reach) and self.reach[end] is CellReach.FROM_LEFT:
            end += 1
        return range(column, end)

    @property
    def whole(self) -> str:
        """The texts that begin in this line, in one."""
        return " ".join(" ".join(text.split()) for text in self.own.values())


def lines_of(table: Table) -> list[TableLine]:
    """The lines of a table with the reach of their cells."""
    found: list[TableLine] = []
    above: TableLine | None = None
    for source in table.lines:
        reach = tuple(_reaches(source, above))
        texts = enumerate(zip(source.cells, reach, strict=True))
        own = {at: cell.text for at, (cell, how) in texts if how is CellReach.OWN and cell.text}
        line = TableLine(source, reach, own)
        found.append(line)
        above = None if source.is_outside else line
    return found


def _reaches(source: SourceLine, above: TableLine | None) -> Iterator[CellReach]:
    before: CellReach = CellReach.OWN
    for at, cell in enumerate(source.cells):
        if not cell.is_filled:
            before = CellReach.OWN
        elif above is not None and at < len(above.reach) and above.text(at) == cell.text:
            before = CellReach.FROM_LEFT if above.reach[at] is CellReach.FROM_LEFT else CellReach.FROM_ABOVE
        else:
            before = CellReach.FROM_LEFT if at else CellReach.FROM_ABOVE
        yield before


def width_of(lines: Sequence[TableLine]) -> int:
    """How many columns the table itself has."""
    return max((len(line.source.cells) for line in lines if not line.source.is_outside), default=0)
