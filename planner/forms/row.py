"""What the form of every row has."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Self

from werkzeug.datastructures import MultiDict

from planner.dossier import Dossier
from planner.fields import display
from planner.forms.versioned import VersionedForm
from planner.intake.tables.table import Table

ROW_FORMS: dict[str, type["RowForm"]] = {}


class RowForm(VersionedForm):
    """A row's fields. A form says whose rows it edits by `noun`, and is then found in `ROW_FORMS`.

    `columns` are those of a pasted table in their usual order, with the headings they go by.

    `carried` are the fields that an empty row opened behind this one gets from the address as well.

    `preset` is what holds where nobody was asked: in an empty form that is opened, and for columns that a pasted table
    doesn't have. A browser says nothing of an empty tick, so that a default alone can't tell the two apart.

    `groups` names the parts of a long form and their fields; the last one is folded away until it is needed.
    """

    noun: ClassVar[str]
    columns: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    paste_hint: ClassVar[str] = ""
    carried: ClassVar[tuple[str, ...]] = ()
    preset: ClassVar[Mapping[str, str]] = MappingProxyType({})
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        ROW_FORMS[cls.noun] = cls

    def offer(self, dossier: Dossier) -> None:
        """Give selects the choices that this event has."""

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Values of a row as people read them, by the name of their field."""
        return {field.name: display(values[field.name]) for field in self.shown_fields if field.name in values}

    def differing(self, theirs: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Where `theirs` differs from what was typed: label and their text; call after `validate`."""
        mine = self.display_values(self.values())
        return [
            (self[name].label.text, text) for name, text in self.display_values(theirs).items() if text != mine[name]
        ]

    def show_unread(self) -> None:
        """Say what of the typed text could not be read, without asking for what is still missing."""
        for field in self:
            field.errors = list(field.process_errors)

    @property
    def reads_in(self) -> bool:
        """Whether a button fills in fields from the text of another."""
        return any(getattr(field, "is_read_in", False) for field in self)

    @property
    def shown_groups(self) -> list[tuple[str, list[Any], bool]]:
        """The parts of the form: heading, fields, and whether it may stay folded."""
        if not self.groups:
            return [("", self.shown_fields, False)]
        parts = [(heading, [self[name] for name in names]) for heading, names in self.groups]
        last = len(parts) - 1
        return [(h, fs, n == last and not any(f.data or f.errors for f in fs)) for n, (h, fs) in enumerate(parts)]

    @property
    def shown_fields(self) -> list[Any]:
        """The visible fields in order."""
        return [field for field in self if field.name not in ("version", "csrf_token")]

    @classmethod
    def own_tables(cls, text: str) -> tuple[Table, ...]:
        """The table in a pasted text that only this noun can read, like scanned codes; none for all others."""
        return ()

    @classmethod
    def opened(cls, given: Mapping[str, str]) -> Self:
        """The form of a row to come; what is given counts as if it had been typed."""
        return cls(formdata=MultiDict({**cls.preset, **given}))

    @classmethod
    def of_cells(cls, cells: Mapping[str, str], dossier: Dossier) -> "RowForm":
        """A form filled from one pasted line."""
        form = cls(formdata=MultiDict({**cls.preset, **cells}), meta={"csrf": False})
        form.offer(dossier)
        return form
