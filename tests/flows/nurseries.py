"""A server that can be killed and comes back."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.conftest import ROOT


@contextmanager
def mortal_server(settings: Mapping[str, Any]) -> Iterator[tuple[int, Callable[[], int]]]:
    """The port of a server with these settings that comes back when it is killed, and the process id of its next
    life.
    """
    command = [sys.executable, "-m", "tests.flows.servernursery", json.dumps(dict(settings))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        assert nursery.stdout
        assert nursery.stdin
        lines = nursery.stdout
        yield int(lines.readline()), lambda: int(lines.readline())
        nursery.stdin.close()
