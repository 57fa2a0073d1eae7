"""The real server, as a process of its own in an instance of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


def cpu_seconds(process_id: int) -> float:
    """What a process and those that it started have cost the processors so far; only Linux tells."""
    seconds, ticks = 0.0, os.sysconf("SC_CLK_TCK")
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of the command, in brackets, may hold blanks.
            fields = path.read_text().rpartition(")")[2].split()
            if process_id in (int(path.parent.name), int(fields[1])):
                seconds += (int(fields[11]) + int(fields[12])) / ticks
    return seconds


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
