"""Who stays connected: half-open connections keep nobody out, whoever is too slow goes."""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, Response

from planner.serving import connections, loop
from planner.serving.background import add_background
from planner.serving.connections import MOST_IN_ALL, MOST_OF_ONE, Channel, list_surplus
from planner.serving.loop import open_sockets, serve_until

BEGUN = b"GET /hello HTTP/1.1\r\nHost: localhost\r\n"
POSTED = BEGUN.replace(b"GET", b"POST") + b"Content-Length: 100000\r\n\r\n"
NOW = 1_000_000.0


@dataclass(frozen=True)
class One:
    """A connection that waits."""

    since: float
    neighbours: str


@pytest.mark.parametrize(
    ("waiting", "busy", "gone"),
    [
        ([One(n, "a") for n in range(MOST_OF_ONE)], 0, []),
        ([One(n, "a") for n in range(MOST_OF_ONE + 2)], 0, [1, 0]),
        ([One(n, "a") for n in range(MOST_OF_ONE)] + [One(0.5, "b")], 0, []),
        ([One(n, str(n)) for n in range(MOST_IN_ALL)], 0, []),
        ([One(n, str(n)) for n in range(MOST_IN_ALL)], 2, [1, 0]),
        ([One(n, str(n)) for n in range(MOST_IN_ALL + 1)], 0, [0]),
    ],
)
def test_those_who_have_waited_longest_make_room(waiting: list[One], busy: int, gone: list[float]) -> None:
    assert [one.since for one in list_surplus(waiting, busy=busy)] == gone


def channel(**values: Any) -> Any:
    """A connection as `is_late` looks at it: a new one that has said nothing, but for these values."""
    usual = {"requests": [], "request": None, "total_outbufs_len": 0, "was_answered": False}
    return SimpleNamespace(**usual | {"since": NOW, "began": NOW, "last_activity": NOW} | values)


def request(received: int = 0, *, headers: bool = True) -> Any:
    """What has come of a request."""
    return SimpleNamespace(headers_finished=headers, body_bytes_received=received)


@pytest.mark.parametrize(
    ("values", "after", "is_late"),
    [
        ({}, 15, False),
        ({}, 15.1, True),
        ({"last_activity": NOW + 15}, 15.1, True),
        ({"was_answered": True}, 60, False),
        ({"was_answered": True}, 60.1, True),
        ({"request": request(headers=False)}, 15, False),
        ({"request": request(headers=False), "last_activity": NOW + 15}, 15.1, True),
        ({"request": request()}, 30, False),
        ({"request": request(1024 * 31), "last_activity": NOW + 30}, 31, False),
        ({"request": request(1024 * 31 - 1), "last_activity": NOW + 30}, 31, True),
        ({"request": request(10**9)}, 60.1, True),
        ({"total_outbufs_len": 1}, 60, False),
        ({"total_outbufs_len": 1}, 60.1, True),
        ({"requests": [request()]}, 10**6, False),
    ],
)
def test_is_late(values: dict[str, Any], after: float, is_late: bool) -> None:
    assert Channel.is_late(channel(**values), NOW + after) is is_late


Serve = Callable[[], int]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """`serve()`: a small app, served in a thread; its port."""
    monkeypatch.setattr(loop, "LOOP_SECONDS", 0.1)
    monkeypatch.setattr(connections, "TIDY_SECONDS", 0.0)
    is_over, threads = threading.Event(), []

    def start() -> int:
        app = Flask(__name__)
        app.config.update(MAX_CONTENT_LENGTH=2**25, PROXY_COUNT=0)
        app.add_url_rule("/hello", methods=["GET", "POST"], view_func=lambda: "hello")
        app.add_url_rule("/much", "much", view_func=lambda: Response(b"much" * 2**16 for _ in range(64)))
        sockets = open_sockets("127.0.0.1", 0)
        options = {"threads": 2, "is_over": is_over.is_set}
        threads.append(threading.Thread(target=serve_until, args=(app, sockets), kwargs=options, daemon=True))
        port: int = sockets[0].getsockname()[1]
        sockets[0].listen(1024)
        threads[0].start()
        return port

    yield start
    is_over.set()
    for thread in threads:
        thread.join(10)


def say_hello(port: int, source: str = "127.0.0.1") -> float:
    """Ask for a page from that address; the seconds it took."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10, source_address=(source, 0))
    connection.request("GET", "/hello")
    assert connection.getresponse().read() == b"hello"
    connection.close()
    return time.perf_counter() - start


def open_lines(port: int, count: int, sent: bytes) -> list[socket.socket]:
    """So many connections, on each of which so much is sent and no more."""
    lines = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(count)]
    for line in lines:
        line.sendall(sent)
    return lines


def is_closed(line: socket.socket) -> bool:
    """Whether the server has hung up; waits for that as long as the time-out of the line."""
    try:
        return line.recv(1000) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


@pytest.mark.parametrize("sent", [b"", BEGUN, POSTED], ids=["nothing", "half a head", "half a body"])
def test_half_open_connections_keep_nobody_out(serve: Serve, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(connections, "TIDY_SECONDS", 60)  # whoever comes makes others go at once
    port = serve()
    lines = open_lines(port, 320, sent)

    taken = [say_hello(port, source) for source in ("127.0.0.1", "127.0.0.2", "127.0.0.1")]

    assert max(taken) < 2
    # The oldest made room, the newest are still there.
    assert all(is_closed(line) for line in lines[:200])
    lines[-1].settimeout(0.1)
    assert not is_closed(lines[-1])
    for line in lines:
        line.close()


@pytest.mark.parametrize(
    ("sent", "limit"), [(b"", "HEADER_SECONDS"), (BEGUN, "HEADER_SECONDS"), (POSTED, "BODY_SECONDS")]
)
def test_whoever_drips_is_cut_off(serve: Serve, monkeypatch: pytest.MonkeyPatch, sent: bytes, limit: str) -> None:
    monkeypatch.setattr(connections, limit, 0.3)
    line = open_lines(serve(), 1, sent)[0]

    lasted = drip(line, b"x" if sent else b"\r\n")

    assert 0.3 <= lasted < 10
    line.close()


def drip(line: socket.socket, drop: bytes) -> float:
    """Send a little again and again; the seconds until the server hung up, ten if it did not."""
    start = time.monotonic()
    with contextlib.suppress(OSError):
        while time.monotonic() - start < 10:
            line.sendall(drop)
            time.sleep(0.05)
    return time.monotonic() - start


def test_whoever_does_not_take_an_answer_holds_up_nobody(serve: Serve) -> None:
    """Two threads answer; four who ask for much and read next to nothing must not hold them."""
    port = serve()
    lines = open_lines(port, 4, BEGUN.replace(b"hello", b"much") + b"\r\n")
    assert all(line.recv(12) == b"HTTP/1.1 200" for line in lines)

    assert max(say_hello(port) for _ in range(3)) < 2

    for line in lines:
        line.close()


def test_connection_is_kept_for_the_next_request(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 1.0)
    monkeypatch.setattr(connections, "STALL_SECONDS", 3.0)
    line = open_lines(serve(), 1, b"")[0]

    answers = []
    for pause in (0, 1.6, 1.6):  # longer than a new connection may say nothing, together longer than any may
        time.sleep(pause)
        line.sendall(BEGUN)
        time.sleep(0.2)
        line.sendall(b"\r\n")
        answers.append(read_answer(line))

    assert answers == [b"hello"] * 3
    line.close()


def read_answer(line: socket.socket) -> bytes:
    """The body of one answer."""
    answer = http.client.HTTPResponse(line)
    answer.begin()
    return answer.read()


def test_background_works_as_long_as_the_process_serves() -> None:
    steps: list[str] = []
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=2**20, PROXY_COUNT=0)
    work = SimpleNamespace(start=lambda: steps.append("start"), stop=lambda: steps.append("stop"))
    add_background(app, lambda given: work if given is app else None)

    serve_until(app, open_sockets("127.0.0.1", 0), threads=1, is_over=lambda: bool(steps.append("asked") or True))

    assert steps == ["start", "asked", "stop"]


def test_name_with_two_addresses_is_served_at_both() -> None:
    opened = open_sockets("localhost", 0)
    families = [each.family for each in opened]
    for each in opened:
        each.close()

    assert socket.AF_INET in families
    assert len(set(families)) == len(families)
