"""Values of an event that are kept in memory until its `change_number` moves on."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from planner.models import Event

T = TypeVar("T")


class PerChange(Generic[T]):
    """One value an event and change, for the events that were asked for last.

    For reading requests only: a writing transaction could leave values behind that are rolled back later. The
    moments are part of the key, so that neither an id that is used again nor the same number of changes in a
    database that was put back from a copy is taken for the old event.
    """

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._values: OrderedDict[tuple[object, ...], T] = OrderedDict()
        self._lock = Lock()

    @staticmethod
    def _key(event: Event) -> tuple[object, ...]:
        return (event.id, event.created_at, event.updated_at, event.change_number)

    def find(self, event: Event) -> T | None:
        """The kept value, if there is one."""
        return self._values.get(self._key(event))

    def keep(self, event: Event, value: T) -> T:
        """Keep a value, and let the oldest go when there are too many."""
        with self._lock:
            self._values[self._key(event)] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def get(self, event: Event, make: Callable[[], T]) -> T:
        """The kept value, or the one that `make` makes now."""
        found = self.find(event)
        return self.keep(event, make()) if found is None else found
