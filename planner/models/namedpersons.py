"""Rows of the accounts that name who handled, verified or got something."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Text, event, text
from sqlalchemy.orm import Mapped, mapped_column

from budgets.persons import names_in


class NamesPersons:
    """`PERSONS` are the columns in which persons are typed; `named` holds every name in them as it is compared.

    It is for looking somebody up in SQL: each name stands between two line breaks.
    """

    PERSONS: ClassVar[tuple[str, ...]]

    named: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))

    def keep_names(self) -> None:
        """Bring `named` up to what is typed; done by itself whenever a row is saved."""
        self.named = spell_names(*(getattr(self, column) or "" for column in self.PERSONS))


def spell_names(*texts: str) -> str:
    """The names in these texts, as `NamesPersons.named` keeps them."""
    names = sorted(frozenset().union(*map(names_in, texts)))
    return "\n".join(["", *names, ""]) if names else ""


@event.listens_for(NamesPersons, "before_insert", propagate=True)
@event.listens_for(NamesPersons, "before_update", propagate=True)
def _keep_names(mapper: object, connection: object, row: NamesPersons) -> None:
    row.keep_names()
