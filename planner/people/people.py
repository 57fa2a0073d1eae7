"""The people of an event as one aggregate: its roster now, its helpers and their roll calls later."""

from dataclasses import dataclass

from planner.people.participants import Participant


@dataclass(frozen=True, slots=True)
class People:
    """Who comes to one event. Row tuples are in the order of their page."""

    participants: tuple[Participant, ...] = ()

    @property
    def count(self) -> int:
        """How many children are on the roster."""
        return len(self.participants)
