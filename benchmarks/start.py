"""A cold start of the real command: time to the first answer, memory of the worker after load."""

import re
import time
from pathlib import Path

from benchmarks.server import fill, serve
from benchmarks.visitor import Visitor

_PAGES = 300


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept; the second start is measured, when the database is there."""
    fill(folder)
    best, memory = 9.0, 0.0
    for _ in range(3):
        seconds, mebibytes = _start_once(folder)
        best, memory = min(best, seconds), max(memory, mebibytes)
    return [
        ("first answer after a cold start", f"{best:.2f} s", "≤ 1.5 s", best <= 1.5),
        (f"memory of the worker after {_PAGES} pages and every paper", f"{memory:.0f} MiB", "≤ 120 MiB", memory <= 120),
    ]


def _start_once(folder: Path) -> tuple[float, float]:
    start = time.perf_counter()
    with serve(folder) as server:
        Visitor(server.port).read("/sign-in")
        seconds = time.perf_counter() - start
        _load(server.port)
        status = Path(f"/proc/{server.process_id}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return seconds, int(found[1]) / 1024 if found else 0.0


def _load(port: int) -> None:
    """Sign in as the sample organiser, then read pages and papers."""
    visitor = Visitor(port)
    visitor.sign_in("13800000001")
    papers = ("plan", "handbook", "slips", "budget", "schedule", "supplies", "sign_in", "calendar")
    pages = ["/", "/events", "/calendar", *(f"/events/1{p}" for p in ("", "/plan", "/schedule", "/duties", "/budget"))]
    for number in range(_PAGES):
        visitor.read(pages[number % len(pages)])
    for paper in papers:
        visitor.read(f"/events/1/documents/{paper}")
