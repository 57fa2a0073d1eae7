"""A table on its way into a list: its tables as text to be kept, and what people decided of them so far."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from planner.intake.tables.table import SourceCell, SourceLine, Table


@dataclass(frozen=True, slots=True)
class Decided:
    """What was said of the tables of a batch; empty as long as nobody said anything.

    `sheet` is the table that is read, `stays` says that it belongs into this list although it looks like another's.
    `chosen` holds the field of a column ("" for one not to be used), `answers` the answer to a question by its key,
    `edits` typed texts by line and field, `dropped` lines that are not wanted, `apart` kinds of questions that are to
    be looked at one by one. `newcomers` says whether persons without a duty get one. `added` holds the key of the row
    that a line became.
    """

    sheet: int | None = None
    stays: bool = False
    newcomers: bool = True
    chosen: Mapping[int, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    dropped: frozenset[int] = frozenset()
    apart: frozenset[str] = frozenset()
    added: Mapping[int, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """What a batch keeps."""
        held = asdict(self) | {"dropped": sorted(self.dropped), "apart": sorted(self.apart)}
        return json.dumps(held, ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> "Decided":
        """Read what `as_json` wrote; nothing decided where there is no text."""
        if not text:
            return cls()
        held: dict[str, Any] = json.loads(text)
        for name in ("chosen", "edits", "added"):
            held[name] = {int(number): value for number, value in held[name].items()}
        return cls(**held | {"dropped": frozenset(held["dropped"]), "apart": frozenset(held["apart"])})

    def with_added(self, added: Mapping[int, str]) -> "Decided":
        """The same after these lines have become rows."""
        return replace(self, added={**self.added, **added})

    def without_added(self, keys: Sequence[str]) -> "Decided":
        """The same after these rows were taken back."""
        return replace(self, added={line: key for line, key in self.added.items() if key not in keys})


def tables_as_json(tables: Sequence[Table]) -> str:
    """Tables as text to be kept; a filled cell stands in a list of its own, marks of a line are a number."""
    held = [
        {
            "name": table.name,
            "hidden": table.is_hidden,
            "notes": list(table.notes),
            "lines": [[line.number, line.is_hidden + 2 * line.is_outside, _cells(line)] for line in table.lines],
        }
        for table in tables
    ]
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _cells(line: SourceLine) -> list[Any]:
    return [[cell.text] if cell.is_filled else cell.text for cell in line.cells]


def parse_tables(text: str) -> tuple[Table, ...]:
    """Read what `tables_as_json` wrote."""
    return tuple(
        Table(
            lines=tuple(
                SourceLine(number, tuple(_cell(cell) for cell in cells), bool(marks & 1), bool(marks & 2))
                for number, marks, cells in held["lines"]
            ),
            name=held["name"],
            is_hidden=held["hidden"],
            notes=tuple(held["notes"]),
        )
        for held in json.loads(text)
    )


def _cell(held: str | list[str]) -> SourceCell:
    return SourceCell(held[0], is_filled=True) if isinstance(held, list) else SourceCell(held)
