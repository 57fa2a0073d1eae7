"""The real command in a process of its own, and connections to it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = "from planner.cli import main; main()"
START_SECONDS = 60


@dataclass(frozen=True)
class ServedApp:
    """A running `planner serve`: its process, its port, what it printed before it was ready."""

    process: subprocess.Popen[str]
    port: int
    printed: str

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of one page, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def connect(self, sent: bytes) -> socket.socket:
        """A connection on which so much has been sent and no more."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=START_SECONDS)
        line.sendall(sent)
        return line

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(START_SECONDS)


@contextmanager
def serving(folder: Path, *options: str, **settings: str) -> Iterator[ServedApp]:
    """`planner serve` on that instance folder with these options and PLANNER_* settings, until the block ends."""
    env = {name: text for name, text in os.environ.items() if not name.startswith("PLANNER_")}
    env |= {"PLANNER_INSTANCE_DIR": str(folder)} | {f"PLANNER_{name}": text for name, text in settings.items()}
    command = [sys.executable, "-c", COMMAND, "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        try:
            yield ServedApp(process, *_read_start(process))
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=START_SECONDS)


def _read_start(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The port from the line that says it is ready, and all before it."""
    assert process.stdout is not None
    printed, deadline = "", time.monotonic() + START_SECONDS
    for line in process.stdout:
        printed += line
        if found := re.search(r"已启动：http://.*:(\d+)$", line.strip()):
            return int(found[1]), printed
        assert time.monotonic() < deadline, printed
    raise AssertionError(f"it ended: {printed}")
