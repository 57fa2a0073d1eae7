"""The people of an event as one aggregate: its roster and what happened on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.people.erasedroster import ErasedRoster
from planner.people.incidents import Incident
from planner.people.participants import Participant


@dataclass(frozen=True, slots=True)
class People:
    """Who comes to one event, in the order of their page, and what happened to them; `erased` is what is left of an
    earlier roster.
    """

    participants: tuple[Participant, ...] = ()
    incidents: tuple[Incident, ...] = ()
    erased: ErasedRoster | None = None
    more: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Mapping[str, tuple[Any, ...]]) -> "People":
        """The people of these rows by noun; `more` holds those of nouns that have no field."""
        own: dict[str, Any] = {name: rows[name] for name in cls.__dataclass_fields__ if name in rows}
        return cls(**own, more={name: found for name, found in rows.items() if found and name not in own})

    @property
    def erased_sentence(self) -> str:
        """What papers say in the place of a roster that was erased and not begun anew; else nothing."""
        return self.erased.sentence if self.erased and not self.participants else ""

    @property
    def count(self) -> int:
        """How many children are on the roster."""
        return len(self.participants)
