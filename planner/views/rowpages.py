"""What the pages of rows show: a plain table, the form of one row, the box that a table is pasted into."""

from dataclasses import dataclass
from typing import Any

from planner.forms.row import RowForm
from planner.models import Event, RowMixin
from planner.nouns import Noun
from planner.places import place_of
from planner.views.places import place_url


@dataclass(frozen=True, slots=True)
class RowsPage:
    """The rows of a noun that has no page of its own making: a column a field."""

    noun: Noun
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFormPage:
    """The form of a row, of a new one while it has no `version` to be locked by.

    Enter presses the first button of a form. In a form that also `reads_in` a text, that must be one that saves.
    """

    noun: Noun
    heading: str
    back_href: str
    is_new: bool
    reads_in: bool


def rows_page(noun: Noun, rows: tuple[Any, ...]) -> RowsPage:
    """The plain table of these rows."""
    return RowsPage(noun, tuple((label, "") for label in noun.labels.values()), rows)


def row_form_page(event: Event, noun: Noun, form: RowForm, row: RowMixin | None) -> RowFormPage:
    """The form of that row, or of one more."""
    return RowFormPage(
        noun=noun,
        heading=noun.add_label if row is None else f"改{noun.label}",
        back_href=place_url(event.id, place_of(noun.name, row.key if row is not None else "")),
        is_new=row is None,
        reads_in=form.reads_in,
    )
