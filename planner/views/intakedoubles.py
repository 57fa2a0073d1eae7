"""Rows of a table that stand in the list already: which one it is, in what they differ, what it would become."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from budgets import Money
from planner.days import Day
from planner.fields import REFERENCES, display
from planner.forms.intakerows import JudgedRow
from planner.intake.tables.doubles import find_doubles
from planner.intake.tables.reading import TableReading
from planner.masking import mask_phones
from planner.nouns import NOUNS

Texts = Mapping[str, str]


def typed_texts(noun: str, row: Any) -> dict[str, str]:
    """The values of a row that stands already, as one would type them, by field."""
    names = [name for name in NOUNS[noun].value_names if name not in REFERENCES]
    return {name: _as_typed(getattr(row, name)) for name in names}


def _as_typed(value: Any) -> str:
    if value is None or value in ((), ""):
        return ""
    if isinstance(value, Day):
        return value.iso if value.year else value.short
    if isinstance(value, date):
        return value.isoformat()
    return value.plain() if isinstance(value, Money) else display(value)


def twin_of(row: JudgedRow, reading: TableReading, existing: Sequence[Any]) -> Any | None:
    """The row of the list that this one seems to be; None where there is none any more."""
    alone = TableReading(reading.noun, reading.table, (), (), (row.row,), (), ())
    return next((each for each in existing if find_doubles(alone, [typed_texts(row.noun, each)], "")), None)


def differences(row: JudgedRow, twin: Any) -> tuple[str, ...]:
    """In what the table says otherwise than the list: 监护人电话：已有 138****0010，表里 138****0116."""
    labels, there = NOUNS[row.noun].labels, typed_texts(row.noun, twin)
    said = ((name, value.text) for name, value in row.row.values.items() if value.text and name in there)
    return tuple(
        f"{labels[name]}：已有 {mask_phones(there[name]) or '空着'}，表里 {mask_phones(text)}"
        for name, text in said
        if _plain(text) != _plain(there[name])
    )


def _plain(text: str) -> str:
    return "".join(text.split()).removesuffix(".00")


def merged_values(row: JudgedRow, twin: Any) -> dict[str, Any]:
    """The values of the row that stands, with those of the table where it says any."""
    said = {name for name, value in row.row.values.items() if value.text}
    return {name: value if name in said else getattr(twin, name) for name, value in (row.values or {}).items()}
