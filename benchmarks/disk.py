"""What it costs that everything answered with 已保存 is on the disk: rows and files, synced and not."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event

from benchmarks.data import fill
from planner import create_app
from planner.extensions import db
from planner.models import Event, User
from planner.models.columns import data_keys
from planner.services.rows import add_row
from planner.store import FolderStore

SAVES, FILES = 60, 20
PHOTO = 3 * 1024 * 1024
MOST_SAVE, MOST_FILE = 50, 250


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept; in wall-clock time, since it is the disk that is waited for."""
    app = create_app({"INSTANCE_DIR": str(folder), "RATELIMIT_ENABLED": False})
    with app.app_context():
        found = fill()
        synced = _milliseconds(lambda number: _save_row(found, number), SAVES)
        event.listen(db.engine, "connect", _trust_the_power)
        db.session.remove()
        db.engine.dispose()
        unsynced = _milliseconds(lambda number: _save_row(found, number), SAVES)
        keys = data_keys()
    store = FolderStore(folder / "files", lambda: keys)
    kept = _milliseconds(lambda _: store.put(os.urandom(PHOTO)), FILES)
    return [
        _row("a row saved, on the disk (without syncing)", synced, MOST_SAVE, besides=f" ({unsynced:.1f})"),
        _row("a photo of 3 MiB kept, sealed, checked and synced", kept, MOST_FILE),
    ]


def _row(name: str, milliseconds: float, most: int, besides: str = "") -> tuple[str, str, str, bool]:
    return name, f"{milliseconds:.1f}{besides} ms", f"≤ {most} ms", milliseconds <= most


def _save_row(event_id: int, number: int) -> None:
    """What a form does that adds a contact, from the lock to the commit."""
    found, owner = db.session.get_one(Event, event_id), db.session.get_one(User, 1)
    add_row(found, "contacts", {"name": f"派出所 {number}"}, actor=owner)
    db.session.commit()


def _trust_the_power(connection: object, _: object) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[attr-defined]


def _milliseconds(call: Callable[[int], object], times: int) -> float:
    """The middle one of the times that the calls took: others use the disk as well."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
