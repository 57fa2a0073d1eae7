"""What the sentences of the check-up are made of."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from planner.findings import Finding, Severity
from planner.places import place_of

_MOST_NAMED = 4


class Keyed(Protocol):
    """Any row of a dossier."""

    @property
    def key(self) -> str:
        """The key of the row."""


def join_names(names: Iterable[str]) -> str:
    """水果、食用油、大米; of more than four the first ones and 等; in quotes where a name has a comma of its own."""
    known = [name or "未写名称" for name in names]
    shown = known[:_MOST_NAMED]
    if any("、" in name or "，" in name for name in shown):
        shown = [f"“{name}”" for name in shown]
    return "、".join(shown) + ("等" if len(known) > _MOST_NAMED else "")


def place_of_rows(noun: str, rows: Sequence[Keyed]) -> str:
    """Where the rows are mended: the row itself when it is a single one, else the page of the noun."""
    return place_of(noun, rows[0].key if len(rows) == 1 else "")


def about_rows(
    code: str, severity: Severity, noun: str, rows: Sequence[Keyed], names: Iterable[str], words: str
) -> list[Finding]:
    """One finding for all rows that share a fault, none for no rows; `words` takes {n} and {names}."""
    if not rows:
        return []
    return [Finding(code, severity, words.format(n=len(rows), names=join_names(names)), place_of_rows(noun, rows))]
