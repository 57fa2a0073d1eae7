"""The real server, as a process of its own in an instance of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_COMMAND = (sys.executable, "-c", "from planner.cli import main; main()")
_ADDRESS = re.compile(r"http://.*:(\d+)$")


@dataclass(frozen=True)
class Server:
    """A server that answers at `port` of this machine."""

    port: int
    process_id: int


def fill(folder: Path) -> None:
    """Upgrade the database of that instance and put the sample data there."""
    subprocess.run([*_COMMAND, "sample-data"], env=_environment(folder), check=True, capture_output=True)


@contextmanager
def serve(folder: Path, *options: str, limits_requests: bool = False) -> Iterator[Server]:
    """A server of that instance, with these options, until the end of the block."""
    command = [*_COMMAND, "serve", "--port", "0", *options]
    env = _environment(folder) | {"PLANNER_RATELIMIT_ENABLED": str(int(limits_requests))}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            ports = (_ADDRESS.search(line.strip()) for line in process.stdout)
            # Nobody is turned away any more once the address is told.
            yield Server(next(int(found[1]) for found in ports if found), process.pid)
        finally:
            process.terminate()
            process.communicate()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"PLANNER_INSTANCE_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
