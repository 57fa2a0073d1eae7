"""A lock that is handed on in the order in which it was asked for."""

from collections import deque
from threading import Lock


class WriterQueue:
    """Those who write to one SQLite file from one process, one after the other.

    SQLite lets whoever waits look again after ever longer pauses: of forty at once the unlucky ones starve, and the
    file lies idle in between. Here each is woken by the one before. Whoever has it may give it back from any thread.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for one's turn for so long at the most; whether it has come."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=seconds):
            return True
        with self._guard:
            if mine not in self._waiting:
                # It was handed over in the very last moment.
                return True
            self._waiting.remove(mine)
            return False

    def give_back(self) -> None:
        """Let the next one have it."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
