"""Connections that say nothing, half a head, half a body: what pages take for everybody else meanwhile."""

import http.client
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.server import serve

_HEAD = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
_SENT = (b"", _HEAD, _HEAD + b"Content-Length: 100000\r\n\r\nhalf")
LINES, PAGES = 400, 100
MOST_SECONDS = 1.0


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept: the slowest of so many pages, in one process and in two."""
    rows = []
    for workers in (1, 2):
        with serve(folder / str(workers), "--workers", str(workers)) as server:
            alone = _read_pages(server.port)
            with _half_open(server.port):
                beside = _read_pages(server.port)
        name = f"page beside {LINES} half-open connections, {workers} process{'es' * (workers > 1)}"
        figure = f"{max(beside) * 1000:.0f} ms at most ({_middle(alone)} → {_middle(beside)})"
        rows.append((name, figure, f"≤ {MOST_SECONDS} s", max(beside) <= MOST_SECONDS))
    return rows


def _middle(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f}"


@contextmanager
def _half_open(port: int) -> Iterator[None]:
    """All from one address, as many of each kind; those that are cut off are not opened again."""
    lines = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(LINES)]
    try:
        for number, line in enumerate(lines):
            line.sendall(_SENT[number % len(_SENT)])
        yield
    finally:
        for line in lines:
            line.close()


def _read_pages(port: int) -> list[float]:
    """The seconds of each page, from the same address as the others, each over a connection of its own."""
    _read_page(port)
    return [_read_page(port) for _ in range(PAGES)]


def _read_page(port: int) -> float:
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/setup")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, answer.status
    return time.perf_counter() - start
