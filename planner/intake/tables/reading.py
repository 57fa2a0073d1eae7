"""What a table was read as: columns named, rows read, what was left out and why, and what a person must be asked.

Conservation of cells: every cell with text stands in a row, in an unused column, among what was left out, or in a
question. Nothing is guessed silently.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.intake.tables.table import Table
from planner.intake.values.value import ReadValue


class Naming(StrEnum):
    """How it is known what a column means."""

    HEADING = "heading"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    GUESSED = "guessed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the source, counted from 0, and the field of the noun that it was read as; "" where it is not used.

    Nothing is multiplied by a column that was GUESSED.
    """

    index: int
    heading: str
    field: str
    naming: Naming
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to a question: `code` is what a form sends, `label` what its button says."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide: of the whole table (`line` 0), of a column (`line` 0 with `column`), or of a row.

    `code` names the kind (column, no-heading, sum, value, double …); `key` is the same when the same table is read
    again with other answers. A row with an open question is not added.
    """

    code: str
    key: str
    sentence: str
    line: int = 0
    column: int | None = None
    field: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the noun: the lines of the source that it was read from, and its values by field."""

    lines: tuple[int, ...]
    values: Mapping[str, ReadValue]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no row, with the reason in a few words: 合计, 标题行, 空行, 填表人."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class TableReading:
    """All that was read of one table for one noun."""

    noun: str
    table: Table
    heading_lines: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]
    left_out: tuple[LeftOut, ...]
    questions: tuple[Question, ...]

    @property
    def unused_columns(self) -> tuple[Column, ...]:
        """The columns with text that no field takes: shown with a menu, never dropped."""
        return tuple(column for column in self.columns if not column.field)
