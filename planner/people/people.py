"""The people of an event as one aggregate: its roster now, its helpers and their roll calls later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.people.participants import Participant


@dataclass(frozen=True, slots=True)
class People:
    """Who comes to one event. Row tuples are in the order of their page."""

    participants: tuple[Participant, ...] = ()
    more: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Mapping[str, tuple[Any, ...]]) -> "People":
        """The people of these rows by noun; `more` holds those of nouns that have no field."""
        own = {name: rows[name] for name in cls.__dataclass_fields__ if name in rows}
        return cls(**own, more={name: found for name, found in rows.items() if found and name not in own})

    @property
    def count(self) -> int:
        """How many children are on the roster."""
        return len(self.participants)
