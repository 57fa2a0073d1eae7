"""Counters of requests that a wrong clock can't fill for longer than their window."""

import time

from limits.storage.memory import MemoryStorage


class SteadyStorage(MemoryStorage):
    """The counters in memory, under the same name (`memory://`), but for those from while the clock ran ahead.

    Such a counter would end only when the clock has come so far again, and shut its address out until then.
    """

    STORAGE_SCHEME = ["memory"]

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, anew when the counter would end later than its window allows."""
        if self.expirations.get(key, 0) > time.time() + expiry:
            self.clear(key)
        return super().incr(key, expiry, amount)
