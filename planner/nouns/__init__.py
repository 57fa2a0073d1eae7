"""The nouns of an event that come in rows: all that the house knows of each of them, said once.

A noun is a `Noun` registered here, a row class (`row_of`), a table (`models.row.RowMixin`), a form
(`forms.row.RowForm`) and, where a plain table of its rows is not enough, a page. Everything else follows from these.
"""

# Importing them registers their nouns.
from planner.nouns import plan, volunteers, people, money, report  # isort: skip  # noqa: F401
from planner.nouns.noun import (
    EVERYTHING,
    NOTHING,
    NOUNS,
    Aggregate,
    LeftBehind,
    Noun,
    Tick,
    nouns_of,
    register,
    row_of,
    row_type,
    row_types,
    set_row_type,
)
from planner.nouns.tabs import TABS, Tab, tab_of
from planner.places import parse_place

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "NOUNS",
    "TABS",
    "Aggregate",
    "LeftBehind",
    "Noun",
    "Tab",
    "Tick",
    "is_account",
    "nouns_of",
    "register",
    "row_of",
    "row_type",
    "row_types",
    "set_row_type",
    "tab_of",
]


def is_account(where: str) -> bool:
    """Whether a place (expenses/<key>, settlement …) is of the accounts, which are none of a guest's business."""
    noun = NOUNS.get(parse_place(where).noun)
    return where == "settlement" or (noun is not None and noun.is_account)
