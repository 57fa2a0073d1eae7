"""What is known beside the table itself: the days of the event, and what persons have said about the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.intake.values.frame import DayFrame

SKIP, BLANK, USE = "skip", "blank", "use:"


@dataclass(frozen=True, slots=True)
class TableFrame:
    """What a table is read with.

    `remembered` are fields by heading, as this unit named them before; `chosen` fields by column, counted from 0; in
    both "" means that the column is not used. `answers` are codes by the key of their question, `edits` texts by line
    and field, typed in place of those of the table.
    """

    days: DayFrame = DayFrame()
    remembered: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[int, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def edited(self, line: int) -> Mapping[str, str]:
        """What was typed for a line."""
        return self.edits.get(line, {})

    def skipped_lines(self) -> frozenset[int]:
        """The lines that somebody does not want, by whatever question it was said."""
        lines = (key.split(":")[1] for key, code in self.answers.items() if code == SKIP and key.count(":") > 1)
        return frozenset(int(line) for line in lines if line.isdecimal())
