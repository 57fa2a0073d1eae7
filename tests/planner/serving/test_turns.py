"""Whose turn it is: who waits in a queue holds no thread, and nobody else waits for them."""

import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock

import pytest
from flask import Flask, request

from planner.requestqueues import WAITED, queues_of, set_queues
from planner.serving import connections, loop
from planner.serving.loop import open_sockets, serve_until
from planner.serving.turns import ABREAST, TurnDispatcher
from planner.views.queues import name_queue

SECONDS = 20


@dataclass
class Work:
    """What tasks have done: who has begun, in which order; nobody ends before `go` is set."""

    go: Event = field(default_factory=Event)
    begun: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    now: int = 0
    most: int = 0
    lock: Lock = field(default_factory=Lock)

    def wait_for(self, count: int) -> None:
        """Wait until so many have begun."""
        until = time.monotonic() + SECONDS
        while len(self.begun) < count:
            assert time.monotonic() < until, self.begun
            time.sleep(0.001)


@dataclass
class Piece:
    """A task that notes what becomes of it."""

    work: Work
    name: str
    queue: str = ""
    fails: bool = False

    def service(self) -> None:
        """Begin, wait, end."""
        with self.work.lock:
            self.work.begun.append(self.name)
            self.work.now += 1
            self.work.most = max(self.work.most, self.work.now)
        assert self.work.go.wait(SECONDS)
        with self.work.lock:
            self.work.now -= 1
        if self.fails:
            raise ValueError("on purpose")

    def cancel(self) -> None:
        """Note it."""
        self.work.cancelled.append(self.name)


@pytest.fixture
def work() -> Work:
    """Nothing done yet."""
    return Work()


@pytest.fixture
def dispatcher(work: Work) -> Iterator[TurnDispatcher]:
    """Eight threads; whoever still waits at the end goes on."""
    made = TurnDispatcher()
    made.set_thread_count(8)
    yield made
    work.go.set()
    made.shutdown(timeout=SECONDS)


def test_of_a_queue_two_are_done_at_once_in_their_order(work: Work, dispatcher: TurnDispatcher) -> None:
    names = [str(number) for number in range(6)]
    for name in names:
        dispatcher.add_task(Piece(work, name, "strangers"))
    work.wait_for(ABREAST)
    assert sorted(work.begun) == names[:ABREAST]

    work.go.set()
    work.wait_for(len(names))

    assert (work.most, sorted(work.begun[:ABREAST]), sorted(work.begun)) == (ABREAST, names[:ABREAST], names)


def test_nobody_waits_for_a_queue_of_others(work: Work, dispatcher: TurnDispatcher) -> None:
    for number in range(5):
        dispatcher.add_task(Piece(work, f"stranger {number}", "strangers"))
    for number in range(2):
        dispatcher.add_task(Piece(work, f"known {number}", "known"))
    dispatcher.add_task(Piece(work, "a page"))

    work.wait_for(5)

    assert sorted(work.begun) == ["a page", "known 0", "known 1", "stranger 0", "stranger 1"]


def test_nothing_is_kept_of_queues_in_which_nobody_stands(work: Work, dispatcher: TurnDispatcher) -> None:
    work.go.set()
    for number in range(4 * ABREAST):
        dispatcher.add_task(Piece(work, str(number), f"link {number % 2}"))

    work.wait_for(4 * ABREAST)
    dispatcher.shutdown(timeout=SECONDS)

    assert (dispatcher._begun, dispatcher._waiting) == ({}, {})


def test_turn_ends_also_where_the_work_fails(work: Work, dispatcher: TurnDispatcher) -> None:
    work.go.set()
    for number in range(2 * ABREAST + 1):
        dispatcher.add_task(Piece(work, str(number), "strangers", fails=True))

    work.wait_for(2 * ABREAST + 1)


def test_who_still_waits_at_the_end_is_not_answered(work: Work) -> None:
    dispatcher = TurnDispatcher()
    dispatcher.set_thread_count(4)
    for number in range(ABREAST + 2):
        dispatcher.add_task(Piece(work, str(number), "strangers"))
    work.wait_for(ABREAST)

    dispatcher.shutdown(timeout=0)
    work.go.set()

    assert work.cancelled == ["2", "3"]


@pytest.mark.parametrize(
    ("method", "path", "cookies", "queue"),
    [
        ("POST", "/sign-in", "", "strangers"),
        ("POST", "/sign-in", "planner=abc", "strangers"),
        ("POST", "/sign-in", "planner=abc; planner_known=x~y", "known"),
        ("GET", "/sign-in", "", ""),
        ("POST", "/events/1/facts", "planner=abc", ""),
        ("POST", "/v/abc/7f", "", "/v/abc"),
        ("POST", "/v/abc/7f/mine", "planner_v1=x", "/v/abc"),
        ("POST", "/v/abc", "", "/v/abc"),
        ("POST", "/v/" + "a" * 500, "", "/v/" + "a" * 100),
        ("GET", "/v/abc/7f", "", ""),
        ("POST", "/volunteers/1", "", ""),
        ("POST", "/v/strangers/7f", "", "/v/strangers"),
        ("POST", "", "", ""),
    ],
)
def test_only_who_signs_in_or_up_waits_in_a_queue(method: str, path: str, cookies: str, queue: str) -> None:
    assert name_queue(method, path, cookies) == queue


def test_app_waits_in_these_queues(app: Flask) -> None:
    assert queues_of(app) is name_queue
    assert queues_of(Flask(__name__))("POST", "/sign-in", "") == ""


@dataclass
class Slow:
    """A server with two threads. /slow waits until `go` is set, one at a time, and says how long it had to wait for its
    turn; /quick waits for nobody.
    """

    port: int
    go: Event

    def ask(self, path: str) -> str:
        """The text that is answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """The server, until the end of the test."""
    monkeypatch.setattr("planner.serving.turns.ABREAST", 1)
    monkeypatch.setattr(loop, "LOOP_SECONDS", 0.05)
    monkeypatch.setattr(connections, "TIDY_SECONDS", 0.0)
    app, go, is_over = Flask(__name__), Event(), Event()
    app.config.update(MAX_CONTENT_LENGTH=2**20, PROXY_COUNT=0)
    set_queues(app, lambda method, path, cookies: "slow" if (method, path) == ("GET", "/slow") else "")
    app.add_url_rule("/quick", "quick", lambda: "quick")

    @app.get("/slow")
    def wait() -> str:
        assert go.wait(SECONDS)
        return str(request.environ[WAITED])

    sockets = open_sockets("127.0.0.1", 0)
    options = {"threads": 2, "is_over": is_over.is_set}
    thread = threading.Thread(target=serve_until, args=(app, sockets), kwargs=options, daemon=True)
    port = sockets[0].getsockname()[1]
    sockets[0].listen(64)
    thread.start()
    yield Slow(port, go)
    go.set()
    is_over.set()
    thread.join(SECONDS)


def ask_slowly(slow: Slow, threads: ThreadPoolExecutor, count: int) -> list[Future[str]]:
    """So many requests, one after the other; all have been sent a while ago."""
    asked = []
    for _ in range(count):
        asked.append(threads.submit(slow.ask, "/slow"))
        time.sleep(0.02)
    time.sleep(0.2)
    return asked


def test_pages_are_answered_while_others_wait_for_their_turn(slow: Slow) -> None:
    with ThreadPoolExecutor(4) as threads:
        asked = ask_slowly(slow, threads, 4)

        assert slow.ask("/quick") == "quick"
        assert not any(each.done() for each in asked)

        slow.go.set()
        first, *others = (float(each.result()) for each in asked)
        assert first < min(others), "the application is told who had to wait"


def test_who_waits_for_a_turn_makes_room_where_too_many_are_connected(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_IN_ALL", 3)
    with ThreadPoolExecutor(5) as threads:
        asked = ask_slowly(slow, threads, 5)

        # The oldest of those who waited: the one before them is being answered.
        assert [type(each.exception(SECONDS)) for each in asked[1:3]] == [http.client.RemoteDisconnected] * 2
        assert slow.ask("/quick") == "quick"
        slow.go.set()
        assert float(asked[0].result()) < 5
