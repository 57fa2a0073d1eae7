"""Values of an event that are kept in memory until the aggregates that they are made of change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from planner.models import Event
from planner.nouns import Aggregate
from planner.queries.changes import change_key

T = TypeVar("T")


class PerChange(Generic[T]):
    """One value an event and change of the named aggregates, for the events that were asked for last.

    For reading requests only: a writing transaction could leave values behind that are rolled back later. Whatever
    else a value depends on, such as the day, goes into `besides`.
    """

    def __init__(self, *aggregates: Aggregate, most: int = 128) -> None:
        self._aggregates = aggregates
        self._most = most
        self._values: OrderedDict[tuple[Hashable, ...], T] = OrderedDict()
        self._lock = Lock()

    def _key(self, event: Event, besides: Hashable) -> tuple[Hashable, ...]:
        return (*change_key(event, self._aggregates), besides)

    def find(self, event: Event, besides: Hashable = None) -> T | None:
        """The value in memory, if there is one."""
        key = self._key(event, besides)
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, event: Event, value: T, besides: Hashable = None) -> T:
        """Keep a value; where there are too many, the one goes that nobody has asked for the longest."""
        with self._lock:
            self._values[self._key(event, besides)] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def get(self, event: Event, make: Callable[[], T], besides: Hashable = None) -> T:
        """The value in memory, or the one that `make` makes now."""
        found = self.find(event, besides)
        return self.keep(event, make(), besides) if found is None else found

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._values.clear()
