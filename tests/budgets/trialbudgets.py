"""Budgets of many events as people word them, with the faults that were planted in them, read from `trials/`.

A file holds budgets. Each begins with `== name`; then come facts (`kind: childrens_day`, `people: 学生 30, 教师 4*`, a
star marks adults) and lines, one a row:

    category | item | unit price | quantity unit | times unit | source | basis | amount | planted codes

What is empty at the end is left out. `whole:` holds the codes planted in the budget as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from budgets import Budget, EventFacts, HeadGroup, Line, Money, Source, UnitPrice

FOLDER = Path(__file__).parent / "trials"
CELLS = 9
_COUNTED = re.compile(r"(?P<name>.*?)\s*(?P<count>\d+)(?P<adult>\*?)")
_QUANTITY = re.compile(r"(?P<count>[\d.]*)\s*(?P<unit>\S*)")


@dataclass(frozen=True)
class Trial:
    """A budget, what is known of its event, and the codes planted by the key of a line; "" is the whole."""

    name: str
    budget: Budget
    facts: EventFacts
    planted: dict[str, tuple[str, ...]]

    @property
    def right_lines(self) -> tuple[Line, ...]:
        """The lines without a fault, of which nobody should be warned."""
        return tuple(line for line in self.budget.lines if line.key not in self.planted)


def read_trials() -> list[Trial]:
    """All budgets of all files."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
    return [_read_trial(part) for text in texts for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]]


def _read_trial(text: str) -> Trial:
    name, *rows = [row.strip() for row in text.splitlines() if row.strip()]
    facts = dict(row.split(": ", 1) for row in rows if "|" not in row)
    lines, planted = [], {"": tuple(facts.get("whole", "").split())}
    for at, row in enumerate(row for row in rows if "|" in row):
        cells = [cell.strip() for cell in row.split("|")]
        cells += [""] * (CELLS - len(cells))
        lines.append(_read_line(f"k{at}", cells))
        if cells[-1]:
            planted[f"k{at}"] = tuple(cells[-1].split())
    total = facts.get("total")
    stated_total = None if total is None else Money.parse(total)
    sources = tuple(_read_sources(facts.get("sources", "")))
    return Trial(
        name, Budget(tuple(lines), sources, stated_total, facts.get("words", "")), _read_facts(name, facts), planted
    )


def _read_line(key: str, cells: list[str]) -> Line:
    category, item, price, quantity, times, source, basis, stated, _ = cells
    count, unit = _read_quantity(quantity)
    often, times_unit = _read_quantity(times)
    return Line(
        key=key,
        category=category,
        item=item,
        unit_price=UnitPrice.parse(price, allow_negative=True) if price else None,
        quantity=count,
        unit=unit,
        times=often,
        times_unit=times_unit,
        source=source,
        basis=basis,
        stated=Money.parse(stated) if stated else None,
    )


def _read_quantity(text: str) -> tuple[Decimal | None, str]:
    match = _QUANTITY.fullmatch(text)
    assert match is not None, text
    return Decimal(match["count"]) if match["count"] else None, match["unit"]


def _read_sources(text: str) -> Iterator[Source]:
    for entry in filter(None, text.split(", ")):
        name, _, amount = entry.partition(" ")
        yield Source(name, Money.parse(amount) if amount else None)


def _read_facts(name: str, facts: dict[str, str]) -> EventFacts:
    groups = [_COUNTED.fullmatch(entry) for entry in facts["people"].split(", ")]
    numbers = {name: int(facts[name]) for name in ("days", "nights", "stated") if name in facts}
    return EventFacts(
        kind=facts["kind"],
        title=facts.get("title", name),
        groups=tuple(HeadGroup(group["name"], int(group["count"]), not group["adult"]) for group in groups if group),
        moving=facts.get("moving") == "yes",
        free_sites=tuple(filter(None, facts.get("free", "").split("、"))),
        approved_by=facts.get("approved by", ""),
        days=numbers.get("days"),
        nights=numbers.get("nights"),
        stated=numbers.get("stated"),
    )
