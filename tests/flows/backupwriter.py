"""A program that writes a unit, a file and its row every few milliseconds: `python -m tests.flows.backupwriter`.

It takes the settings of the app as JSON, says when it has begun and goes on until it is killed.
"""

import json
import sys
import time
from itertools import count

from sqlalchemy import select

from planner import create_app
from planner.extensions import db
from planner.models import Event, Organisation
from tests.planner.installations import add_file

PAUSE = 0.003


def main() -> None:
    """Write without end."""
    app = create_app(json.loads(sys.argv[1]))
    with app.app_context():
        event_id = db.session.scalars(select(Event.id).order_by(Event.id)).first()
        assert event_id
        for number in count():
            db.session.add(Organisation(name=f"写入 {number}"))
            add_file(event_id, f"%PDF-1.7 {number}".encode(), key=f"w{number}", position=100 + number)
            db.session.commit()
            if number == 0:
                sys.stdout.write("begun\n")
                sys.stdout.flush()
            time.sleep(PAUSE)


if __name__ == "__main__":
    main()
