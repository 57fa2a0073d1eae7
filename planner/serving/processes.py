"""Several processes: gunicorn starts, watches and replaces them, each serves like a single one."""

import os
import socket
from collections.abc import Sequence
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker

from planner.serving.loop import GRACE_SECONDS, serve_until

# A process whose loop has not turned for so long is replaced; requests run in threads and don't hold it up.
HANGING_SECONDS = 60


class Served(BaseApplication):
    """The app with the settings of gunicorn. It is loaded before the processes are forked off: all have its secrets."""

    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self.app = app
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Take the settings."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, for each process."""
        return self.app


class ServingWorker(Worker):
    """A process that serves with the loop of the house, so that half-open connections are bounded here too."""

    def run(self) -> None:
        """Serve until the process is to end."""
        sockets = [each.sock for each in self.sockets]
        serve_until(self.wsgi, sockets, threads=self.cfg.threads, is_over=self.is_over)

    def is_over(self) -> bool:
        """Whether to stop; says to the parent that this process is alive, and sees whether the parent is."""
        self.notify()
        return not self.alive or self.ppid != os.getppid()


def serve_together(app: Flask, sockets: Sequence[socket.socket], *, workers: int, threads: int) -> None:
    """Serve in so many processes until this one is asked to end (SIGTERM, Ctrl-C)."""
    settings = {
        "bind": [f"fd://{each.detach()}" for each in sockets],
        "workers": workers,
        "threads": threads,
        "worker_class": ServingWorker,
        "preload_app": True,
        "timeout": HANGING_SECONDS,
        "graceful_timeout": int(GRACE_SECONDS) + 5,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    Served(app, settings).run()
