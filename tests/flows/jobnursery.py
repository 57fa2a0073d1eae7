"""A program that brings up workers as processes of their own, to be killed: `python -m tests.flows.jobnursery`.

It takes the settings of the app as JSON and the number of workers, prints their process ids and ends after the last.
"""

import json
import os
import sys
import time
from datetime import timedelta

from planner import create_app
from planner.actors import Actor
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.models import Organisation
from planner.services.joblease import JobOrder
from planner.worker import Worker

# Long enough for a worker of eight to come back in time on a busy machine.
LEASE = timedelta(seconds=3)
# Long enough for the test to see a worker at work, on a busy machine too.
SLOW = 0.2


def prepare(_: JobOrder) -> None:
    """Take a while before the transaction."""
    time.sleep(SLOW)


def run(order: JobOrder, _: Actor) -> None:
    """Write something, and take a while before it is committed."""
    db.session.add(Organisation(name=order.payload["name"]))
    db.session.flush()
    time.sleep(SLOW / 3)


KINDS = {"note": JobKind(name="note", label="记一笔", prepare=prepare, run=run)}


def main() -> None:
    """Fork the workers and wait for their ends."""
    app = create_app(json.loads(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        pid = os.fork()
        if pid == 0:
            Worker(app, kinds=KINDS, lease=LEASE, poll_seconds=0.1).run_forever()
        sys.stdout.write(f"{pid}\n")
    sys.stdout.flush()
    for _ in range(int(sys.argv[2])):
        os.wait()


if __name__ == "__main__":
    main()
