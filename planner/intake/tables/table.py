"""A table as it stood in what it came from, whatever that was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as shown: its text with line ends as \\n.

    `is_filled` says that the text stands in a merged cell that begins in an earlier row or column.
    """

    text: str
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a table with its number in the source, counted from 1; hidden ones are kept and said.

    `is_outside` is text that stands above or below the table itself; of a line that `is_torn` nobody knows whether its
    cells stand under their headings, as in a text where line ends in cells have torn rows apart.
    """

    number: int
    cells: tuple[SourceCell, ...]
    is_hidden: bool = False
    is_outside: bool = False
    is_torn: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of cells; `name` is that of the sheet or the caption, `notes` what the reader has to say of the whole."""

    lines: tuple[SourceLine, ...]
    name: str = ""
    is_hidden: bool = False
    notes: tuple[str, ...] = ()
