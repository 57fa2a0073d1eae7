"""A cold start of the real command: time to the first answer, memory of the worker after load."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.visitor import Visitor

_COMMAND = "from planner.cli import main; main()"
_PAGES = 300


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept; the second start is measured, when the database is there."""
    env = os.environ | {"PLANNER_INSTANCE_DIR": str(folder), "PLANNER_RATELIMIT_ENABLED": "0"}
    subprocess.run([sys.executable, "-c", _COMMAND, "sample-data"], env=env, check=True, capture_output=True)
    best, memory = 9.0, 0.0
    for _ in range(3):
        seconds, mebibytes = _start_once(env)
        best, memory = min(best, seconds), max(memory, mebibytes)
    return [
        ("first answer after a cold start", f"{best:.2f} s", "≤ 1.5 s", best <= 1.5),
        (f"memory of the worker after {_PAGES} pages and every paper", f"{memory:.0f} MiB", "≤ 120 MiB", memory <= 120),
    ]


def _start_once(env: dict[str, str]) -> tuple[float, float]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    command = [sys.executable, "-c", _COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            seconds = _first_answer(port, start)
            _load(port)
            status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
            found = re.search(r"VmRSS:\s+(\d+) kB", status)
            return seconds, int(found[1]) / 1024 if found else 0.0
        finally:
            server.terminate()


def _first_answer(port: int, start: float) -> float:
    while time.perf_counter() - start < 30:
        try:
            Visitor(port).read("/sign-in")
            return time.perf_counter() - start
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not answer within 30 s")


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
