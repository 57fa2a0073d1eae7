"""A text as the finders of facts see it: its entries by what they are about, its tables, the days of the event."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.days import Day
from planner.intake.plans.entries import Entry, read_entries
from planner.intake.plans.guessing import guess_topics
from planner.intake.plans.lines import read_lines
from planner.intake.plans.parts import Part
from planner.intake.plans.reading import SURE, Fact, Field
from planner.intake.plans.tables import PlanTable, read_tables

# Why something isn't ticked where its finder knows nothing better.
_LOOK = "看不准，对一下原文"


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries of a text without those of tables, the tables, and the days of the event once they are known."""

    entries: tuple[Entry, ...]
    tables: tuple[PlanTable, ...]
    lines: tuple[Entry, ...]
    first: Day | None = None
    last: Day | None = None
    year: int | None = None

    @property
    def only_day(self) -> str:
        """The day of an event of one day as YYYY-MM-DD, else ""."""
        return self.first.iso if self.first and self.first == self.last else ""

    def about(self, *topics: str) -> list[Entry]:
        """The lines about one of these, by their own label or their chapter."""
        return [entry for entry in self.entries if entry.about in topics]

    def chapters(self, *topics: str) -> list[Entry]:
        """The lines of chapters about one of these, also those with labels of their own, without bare headings."""
        return [entry for entry in self.entries if entry.topic in topics and (entry.value.text or not entry.label)]

    def values(self, *topics: str) -> Iterator[Part]:
        """What is said about these: behind a label on its line, and the lines below."""
        for entry in self.about(*topics):
            if entry.value.text:
                yield entry.value

    def tables_about(self, about: str) -> list[PlanTable]:
        """The tables about it."""
        return [table for table in self.tables if table.about == about]


def lay_out(text: str) -> Plan:
    """Cut a text into entries and tables; the days are found later."""
    lines = read_entries(read_lines(text))
    tables = read_tables(lines)
    taken = {at for table in tables for at in range(table.first, table.last + 1)}
    loose = [entry for at, entry in enumerate(lines) if at not in taken]
    return Plan(tuple(guess_topics(loose)), tuple(tables), tuple(lines))


def with_days(plan: Plan, first: Day | None, last: Day | None, year: int | None) -> Plan:
    """The plan with the days of the event and the year that its own line of time says."""
    return replace(plan, first=first, last=last, year=first.year if first and first.year else year)


def state(field: Field, rule: str, confidence: float, part: Part, reason: str = "", **values: str) -> Fact:
    """A fact that stands in one piece of the text; a single field's value is that text unless given."""
    why = "" if confidence >= SURE else reason or _LOOK
    return Fact(field, values or {"value": part.text}, (part.span,), rule, confidence, why)
