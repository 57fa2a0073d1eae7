"""Whose turn it is: who signs in or up waits in a queue, and holds neither a thread nor a processor meanwhile.

All threads of Python share one processor, each that has something to do as much as any other. Thirty strangers who
guess passwords would be thirty such threads, and the page of anybody else would take thirty times as long; forty
volunteers who sign up would take turns at every statement, and be done later, and in no order.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

from waitress.task import ThreadedTaskDispatcher

# How many requests of one queue are answered at once: while one is hashed, the next is made ready.
ABREAST = 2


class Task(Protocol):
    """Something that a thread does; what has a `queue` waits in it for its turn."""

    queue: str

    def service(self) -> None:
        """Do it."""

    def cancel(self) -> None:
        """It will not be done."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A task of a queue whose turn has come; `end` is called when it is done, whatever became of it."""

    task: Task
    end: Callable[[], None]

    def service(self) -> None:
        """Do it, then let the next one have its turn."""
        try:
            self.task.service()
        finally:
            self.end()

    def cancel(self) -> None:
        """It will not be done."""
        self.task.cancel()


class TurnDispatcher(ThreadedTaskDispatcher):
    """The threads that answer: of each queue no more than `ABREAST` at once, in the order in which they came."""

    def __init__(self) -> None:
        super().__init__()
        self._order = Lock()
        self._begun: Counter[str] = Counter()
        self._waiting: dict[str, deque[Task]] = defaultdict(deque)

    def add_task(self, task: Task) -> None:
        """Have it done as soon as it is its turn and a thread is free."""
        if not (queue := task.queue):
            super().add_task(task)
            return
        with self._order:
            if self._begun[queue] >= ABREAST:
                self._waiting[queue].append(task)
                return
            self._begun[queue] += 1
        self._begin(task, queue)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> Any:
        """Take on nothing more; those who wait for their turn are not answered."""
        with self._order:
            left = [task for waiting in self._waiting.values() for task in waiting]
            self._waiting.clear()
        for task in left:
            task.cancel()
        return super().shutdown(cancel_pending, timeout)

    def _begin(self, task: Task, queue: str) -> None:
        super().add_task(Turn(task, lambda: self._end(queue)))

    def _end(self, queue: str) -> None:
        with self._order:
            waiting = self._waiting.get(queue)
            following = waiting.popleft() if waiting else None
            if following is None:
                self._leave(queue)
        if following is not None:
            self._begin(following, queue)

    def _leave(self, queue: str) -> None:
        """One less of that queue is done; nothing is kept of a queue in which nobody stands: anybody can name one."""
        self._begun[queue] -= 1
        if not self._begun[queue]:
            del self._begun[queue]
            self._waiting.pop(queue, None)
