"""Counters of requests that go by a clock which only runs forward: no wrong clock shuts an address out."""

import time
from threading import Lock

from limits.storage import Storage

_ROOM = 1024


class SteadyStorage(Storage):
    """The counters of this process, under the name of the library's own (`memory://`).

    That one goes by the time of day: a counter from while the clock ran ahead would end only when the clock has come so
    far again. It also starts a thread for what has ended; here it is swept out when many have come together.
    """

    STORAGE_SCHEME = ["memory"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._lock = Lock()
        self._counters: dict[str, tuple[int, float]] = {}
        self._room = _ROOM

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong in here: nothing of its own."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, in a window of `expiry` seconds from the first that it counts; returns the count."""
        now = time.monotonic()
        with self._lock:
            count, end = self._counters.get(key, (0, 0.0))
            if end <= now:
                count, end = 0, now + expiry
            self._counters[key] = count + amount, end
            if len(self._counters) > self._room:
                self._sweep(now)
        return count + amount

    def get(self, key: str) -> int:
        """The count of the window that runs; 0 when none does."""
        count, end = self._counters.get(key, (0, 0.0))
        return count if end > time.monotonic() else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, by the time of day."""
        return time.time() + max(0.0, self._counters.get(key, (0, 0.0))[1] - time.monotonic())

    def check(self) -> bool:
        """Whether the counters can be used: always."""
        return True

    def reset(self) -> int:
        """Forget all counters; returns how many there were."""
        with self._lock:
            number = len(self._counters)
            self._counters.clear()
        return number

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._lock:
            self._counters.pop(key, None)

    def _sweep(self, now: float) -> None:
        """Forget the windows that have ended; called before so many have come together again."""
        self._counters = {key: counter for key, counter in self._counters.items() if counter[1] > now}
        self._room = max(_ROOM, 2 * len(self._counters))
