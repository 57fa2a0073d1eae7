"""No column of text is forgotten when children are erased."""

from collections.abc import Iterator

import pytest
from sqlalchemy import JSON, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator

from planner.extensions import db
from planner.models.columns import Choice, DayText, DecimalText
from planner.models.textcolumns import (
    ANSWERS,
    CERTIFIED,
    DRAWN,
    OF_CHILDREN,
    OF_THE_FILE,
    OF_THE_HOUSE,
    OF_VOLUNTEERS,
    SAID_OF_VOLUNTEERS,
    SNAPSHOTS,
    SOUGHT,
    TYPED,
    WAITING,
    Columns,
)

LISTS = {
    "OF_CHILDREN": OF_CHILDREN,
    "OF_VOLUNTEERS": OF_VOLUNTEERS,
    "SAID_OF_VOLUNTEERS": SAID_OF_VOLUNTEERS,
    "OF_THE_FILE": OF_THE_FILE,
    "WAITING": WAITING,
    "TYPED": TYPED,
    "DRAWN": DRAWN,
    "SNAPSHOTS": SNAPSHOTS,
    "CERTIFIED": CERTIFIED,
    "ANSWERS": ANSWERS,
    "SOUGHT": SOUGHT,
    "HOUSE": OF_THE_HOUSE,
}
# Their values are days, figures or words of a closed vocabulary.
CLOSED = (Choice, DayText, DecimalText)


def pairs(columns: Columns) -> Iterator[tuple[str, str]]:
    """Table and column, each."""
    return ((table, name) for table, names in columns.items() for name in names)


def text_columns() -> set[tuple[str, str]]:
    """Every column in which any text can stand."""
    found = set()
    for table in db.metadata.tables.values():
        for column in table.columns:
            held = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
            if isinstance(held, String | Text | JSON | LargeBinary) and not isinstance(column.type, CLOSED):
                found.add((table.name, column.name))
    return found


def test_every_text_column_is_said_to_hold_something() -> None:
    said = [pair for columns in LISTS.values() for pair in pairs(columns)]

    assert set(said) == text_columns(), "say in models/textcolumns.py what the column may hold"
    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", ["TYPED", "DRAWN", "SNAPSHOTS", "OF_CHILDREN", "OF_VOLUNTEERS", "SAID_OF_VOLUNTEERS"])
def test_what_may_name_a_child_belongs_to_an_event(name: str) -> None:
    for table in LISTS[name]:
        assert table == "event" or "event_id" in db.metadata.tables[table].columns
