"""What works beside the requests: started in each process that serves, never before it is forked off."""

from collections.abc import Callable
from typing import Protocol

from flask import Flask

_MADE_HERE = "planner.background"


class Background(Protocol):
    """Something that works in a thread of its own until it is stopped."""

    def start(self) -> None:
        """Begin to work; returns at once."""

    def stop(self) -> None:
        """Take on nothing more, and return when what was under way is done or given up."""


def add_background(app: Flask, make: Callable[[Flask], Background]) -> None:
    """Have `make(app)` started in each process that serves the app: threads do not survive the fork of a process."""
    app.extensions.setdefault(_MADE_HERE, []).append(make)


def start_background(app: Flask) -> list[Background]:
    """Make and start all of it, in this process; called once by whoever begins to serve."""
    started: list[Background] = [make(app) for make in app.extensions.get(_MADE_HERE, ())]
    for background in started:
        background.start()
    return started
