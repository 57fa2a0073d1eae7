"""What the form of every row has."""

from collections.abc import Mapping
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict

from planner.dossier import Dossier
from planner.forms.versioned import VersionedForm


class RowForm(VersionedForm):
    """A row's fields. `columns` are those of a pasted table in their usual order, with the headings they go by."""

    columns: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    def offer(self, dossier: Dossier) -> None:
        """Give selects the choices that this event has."""

    def values(self) -> dict[str, Any]:
        """The row's columns by name; call after `validate`."""
        return {name: value for name, value in self.data.items() if name not in ("version", "csrf_token")}

    @property
    def shown_fields(self) -> list[Any]:
        """The visible fields in order."""
        return [field for field in self if field.name not in ("version", "csrf_token")]

    @classmethod
    def of_cells(cls, cells: Mapping[str, str], dossier: Dossier) -> "RowForm":
        """A form filled from one pasted line."""
        form = cls(formdata=MultiDict(cells), meta={"csrf": False})
        form.offer(dossier)
        return form
