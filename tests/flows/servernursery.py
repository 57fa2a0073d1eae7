"""A program that brings up a server, and another one whenever it was killed: `python -m tests.flows.servernursery`.

It takes the settings of the app as JSON, prints its port and the process id of each server, and ends with its input.
"""

import json
import os
import select
import signal
import socket
import sys

from flask import Flask
from waitress import serve

from planner import create_app

THREADS = 4


def main() -> None:
    """Hold the port open, so that whoever connects between two servers waits and is not refused."""
    app = create_app(json.loads(sys.argv[1]))
    with socket.create_server(("127.0.0.1", 0), backlog=64) as door:
        say(door.getsockname()[1])
        while True:
            pid = os.fork()
            if pid == 0:
                serve_at(door, app)
            say(pid)
            if not outlive(pid):
                return


def say(number: int) -> None:
    """Tell it to whoever started this."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def serve_at(door: socket.socket, app: Flask) -> None:
    """Be a server until somebody kills it."""
    serve(app, sockets=[door], threads=THREADS, clear_untrusted_proxy_headers=True)


def outlive(pid: int) -> bool:
    """Wait until the server was killed; False, and it is ended, when nobody reads any more."""
    while True:
        ended, _ = os.waitpid(pid, os.WNOHANG)
        if ended:
            return True
        if select.select([sys.stdin], [], [], 0.01)[0]:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return False


if __name__ == "__main__":
    main()
