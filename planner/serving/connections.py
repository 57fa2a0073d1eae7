"""Who stays connected: whoever is slow to ask, or asks from too many lines at once, makes room for others.

Waitress reads requests without a thread, but it takes no more than so many connections; whoever opens that many and
says nothing, or next to nothing, would keep out everybody else. Many people may well share one address (a school, a
proxy in front), so nobody is turned away: the newest are kept, and those go that have waited longest.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from planner.addresses import neighbourhood
from planner.requestqueues import WAITED, NameQueue

# Connections without a request under way, of one address and in all; select() of Windows watches 512 at most.
MOST_OF_ONE = 100
MOST_IN_ALL = 400 if os.name == "nt" else 600
# A request begins and has sent its headers within the first; then its body keeps coming, at the least at that rate.
HEADER_SECONDS = 15
STALL_SECONDS = 60
BODY_SECONDS = 30
SLOWEST_BYTES_A_SECOND = 1024
# Between two looks at who is late.
TIDY_SECONDS = 1.0


class Waiting(Protocol):
    """A connection without a request under way: since when it waits, and as whose it counts."""

    since: float
    neighbours: str


W = TypeVar("W", bound=Waiting)


class RequestAnswer(WSGITask):
    """One request that is answered; the application is told how long it has waited for that."""

    def get_environment(self) -> dict[str, Any]:
        """The environment of WSGI."""
        environ: dict[str, Any] = super().get_environment()
        environ[WAITED] = time.monotonic() - self.channel.asked
        return environ


class Channel(HTTPChannel):
    """One connection, which knows since when it waits and whether it takes too long."""

    task_class = RequestAnswer

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        self.neighbours = neighbourhood(str(addr[0]))
        self.since = self.began = time.time()
        self.asked = time.monotonic()
        self.was_answered = self.is_being_answered = False
        self.queue = ""
        super().__init__(server, sock, addr, adj, map=map)
        server.has_newcomer = True

    def received(self, data: bytes) -> bool:
        """Take in what came, and note when a request begins."""
        before = self.request
        taken: bool = super().received(data)
        if self.request is not before:
            self.began = time.time()
        return taken

    def ask(self) -> None:
        """Note since when, and in which queue, the first of its requests waits to be answered."""
        request = self.requests[0]
        self.asked = time.monotonic()
        self.is_being_answered = False
        self.queue = ""
        if not request.error:
            asked = request.command.upper(), "/" + request.path.lstrip("/"), request.headers.get("COOKIE", "")
            self.queue = self.server.name_queue(*asked)

    def service(self) -> None:
        """Answer one request; from then on the connection waits for the next."""
        self.is_being_answered = True
        super().service()
        self.was_answered = True
        self.since = time.time()

    @property
    def waits_for_its_turn(self) -> bool:
        """Whether there is a request that stands in a queue."""
        return bool(self.queue and self.requests and not self.is_being_answered)

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way, or an answer that the other side still takes."""
        return bool(self.requests or self.total_outbufs_len)

    def is_late(self, now: float) -> bool:
        """Whether the other side takes longer than anybody has to."""
        if self.requests:
            return False
        is_stalled = bool(now - self.last_activity > STALL_SECONDS)
        if self.total_outbufs_len:
            return is_stalled
        request, lasted = self.request, now - self.began
        if request is None:
            return now - self.since > (STALL_SECONDS if self.was_answered else HEADER_SECONDS)
        if not request.headers_finished:
            return lasted > HEADER_SECONDS
        is_slow = lasted > BODY_SECONDS and request.body_bytes_received < lasted * SLOWEST_BYTES_A_SECOND
        return is_slow or is_stalled


class Listener(TcpWSGIServer):
    """A socket that listens. Whoever runs its loop calls `tidy` between two rounds of it, never within one."""

    channel_class = Channel
    name_queue: NameQueue
    has_newcomer = False
    _next_look = 0.0

    def add_task(self, task: Channel) -> None:
        """Have the request of a connection answered, once it is its turn."""
        task.ask()
        super().add_task(task)

    def maintenance(self, now: float) -> None:
        """Nothing: waitress would mark who is late, and close them only once they take what they are sent."""

    def tidy(self, now: float) -> None:
        """Close whoever is late, and those who have waited longest where too many wait."""
        if not self.has_newcomer and now < self._next_look:
            return
        self.has_newcomer, self._next_look = False, now + TIDY_SECONDS
        channels = list(self.active_channels.values())
        late = [channel for channel in channels if channel.is_late(now)]
        waiting = [each for each in channels if not each.requests or each.waits_for_its_turn]
        waiting = [channel for channel in waiting if channel not in late]
        for channel in (*late, *list_surplus(waiting, busy=len(channels) - len(waiting) - len(late))):
            channel.handle_close()


def list_surplus(waiting: Iterable[W], *, busy: int) -> Iterator[W]:
    """Those who have waited longest, so many that no address and not all together have more than they may.

    `busy` connections have a request under way: they stay, and count for all together.
    """
    of_one: Counter[str] = Counter()
    in_all = busy
    for one in sorted(waiting, key=lambda channel: channel.since, reverse=True):
        if of_one[one.neighbours] >= MOST_OF_ONE or in_all >= MOST_IN_ALL:
            yield one
        else:
            of_one[one.neighbours] += 1
            in_all += 1
