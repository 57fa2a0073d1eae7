"""What stands on top of a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on top of every sheet: the event, the unit, one line of facts, the number of people."""

    title: str = ""
    unit_name: str = ""
    facts: str = ""
    people: int | None = None
