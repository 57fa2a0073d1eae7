"""One sync of a file for all who wait for it."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition


@dataclass(slots=True, eq=False)
class _Round:
    """One sync, and what went wrong with it."""

    is_over: bool = False
    fault: OSError | None = None


class SharedSync:
    """Several threads write to one file, and each has to know when what it wrote is on the disk.

    Whoever comes while nobody syncs does it. Those who come meanwhile can't know whether their bytes are among those
    that are being synced: they share the next round. So nobody waits for more than two, however many they are.
    """

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._changed = Condition()
        self._running: _Round | None = None
        self._next = _Round()

    def wait(self) -> None:
        """Return when a sync is over that began after this call; raises OSError when it failed, to all of its round."""
        with self._changed:
            mine = self._next
            while not mine.is_over:
                if self._running is None:
                    self._run(mine)
                else:
                    self._changed.wait()
        if mine.fault is not None:
            raise OSError(*mine.fault.args) from mine.fault

    def _run(self, mine: _Round) -> None:
        self._running, self._next = mine, _Round()
        self._changed.release()
        try:
            self._sync()
        except OSError as fault:
            mine.fault = fault
        finally:
            self._changed.acquire()
            mine.is_over, self._running = True, None
            self._changed.notify_all()
