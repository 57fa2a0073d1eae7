"""How far an event has come: the numbers that rise when something of it changes."""

from collections.abc import Sequence

from planner.models import Event


def change_numbers(event: Event, needs: Sequence[str]) -> tuple[int, ...]:
    """The change number of each of these aggregates, in their order; what was made of them is stale when one rises."""
    return tuple(event.change_number for _ in needs)
