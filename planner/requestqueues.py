"""Which requests wait for others of their kind: pages say so, the server lets them wait."""

from collections.abc import Callable

from flask import Flask

# Under this name the application is told how many seconds a request has waited for a thread.
WAITED = "planner.waited"
# By the method, the path and the text of the cookies; "" for what needn't wait.
NameQueue = Callable[[str, str, str], str]

_QUEUES = "planner.queues"


def set_queues(app: Flask, name_queue: NameQueue) -> None:
    """Let requests to the app wait in the queues that `name_queue` names."""
    app.extensions[_QUEUES] = name_queue


def queues_of(app: Flask) -> NameQueue:
    """What names the queue of a request to the app; all have none where nothing else was set."""
    found: NameQueue = app.extensions.get(_QUEUES, lambda *_: "")
    return found
