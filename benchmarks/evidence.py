"""The evidence set of an event with 200 photos: how long its job takes, and how pages answer beside it."""

import http.client
import random
import time
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from benchmarks.server import fill, serve
from planner import create_app
from planner.extensions import db
from planner.models import Event, Photo, PhotoCopy, User
from planner.photostates import Clearing, PhotoState
from planner.services.devices import begin_session
from planner.services.evidence import ask_for_set
from planner.store import current_store

Row = tuple[str, str, str, bool]
PHOTOS, PHOTO_BYTES = 200, 450_000
MOST_SECONDS, MOST_MILLISECONDS, MOST_MEBIBYTES = 20, 100, 400
_PATIENCE_S = 120
_MADE = b'id="h-made"'


def measure(folder: Path) -> list[Row]:
    """Rows of name, figure, limit, kept."""
    fill(folder)
    app = create_app({"INSTANCE_DIR": str(folder), "RATELIMIT_ENABLED": False})
    event_id, cookie = _prepare(app)
    path = f"/events/{event_id}"
    with serve(folder) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        alone = [_ask(connection, path, cookie)[0] for _ in range(60)]
        begun, beside = time.perf_counter(), []
        _order(app, event_id)
        is_made = False
        while not is_made and time.perf_counter() - begun < _PATIENCE_S:
            beside += [_ask(connection, path, cookie)[0] for _ in range(5)]
            took, page = _ask(connection, f"{path}/evidence", cookie)
            beside.append(took)
            is_made = _MADE in page
        lasted = time.perf_counter() - begun
        memory = _peak_memory(server.process_id)
    p95, usual = _p95(beside), _p95(alone)
    name = f"evidence set of {PHOTOS} photos"
    return [
        (f"{name}: the job", f"{lasted:.1f} s", f"≤ {MOST_SECONDS} s", is_made and lasted <= MOST_SECONDS),
        (f"{name}: pages beside it, p95", f"{p95:.0f} ms", f"≤ {MOST_MILLISECONDS} ms", p95 <= MOST_MILLISECONDS),
        (f"  the same page alone, p95 ({len(beside)} beside)", f"{usual:.0f} ms", "", True),
        (f"{name}: memory", f"{memory:.0f} MB", f"≤ {MOST_MEBIBYTES} MB", memory <= MOST_MEBIBYTES),
    ]


def _prepare(app: Flask) -> tuple[int, dict[str, str]]:
    """Photos with copies as long as real ones, all cleared; the event and the cookie of its owner."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.app_context():
        event = db.session.scalars(db.select(Event).order_by(Event.id)).first()
        assert event is not None
        for number in range(PHOTOS):
            _add_photo(event, number)
        session = begin_session(db.session.get_one(User, event.owner_id))
        db.session.commit()
        return event.id, {"Cookie": f"planner={signer.dumps({'_user_id': session, '_fresh': True})}"}


def _add_photo(event: Event, number: int) -> None:
    content = random.Random(number).randbytes(PHOTO_BYTES)
    taken = datetime.fromisoformat("2027-08-09T08:30:00") + timedelta(minutes=number)
    values = {"user_id": event.owner_id, "sender": "周老师", "filename": f"IMG_{number}.jpg", "size": PHOTO_BYTES}
    photo = Photo(event_id=event.id, sha256=f"{number:064x}", mime="image/jpeg", taken_at=taken, **values)
    photo.state, photo.clearing, photo.caption = PhotoState.READY, Clearing.CLEARED, "南门集合"
    db.session.add(photo)
    db.session.flush()
    sha256 = current_store().put(content)
    db.session.add(PhotoCopy(photo_id=photo.id, edge=1600, mime="image/jpeg", sha256=sha256, size=len(content)))


def _order(app: Flask, event_id: int) -> None:
    with app.app_context():
        event = db.session.get_one(Event, event_id)
        ask_for_set(event, actor=db.session.get_one(User, event.owner_id))
        db.session.commit()


def _ask(connection: http.client.HTTPConnection, path: str, cookie: dict[str, str]) -> tuple[float, bytes]:
    """How many milliseconds a page takes, and the page."""
    begun = time.perf_counter()
    connection.request("GET", path, headers=cookie)
    answer = connection.getresponse()
    page = answer.read()
    assert answer.status == 200, answer.status
    return (time.perf_counter() - begun) * 1000, page


def _peak_memory(process_id: int) -> float:
    """The most memory that a process ever had, in MB; only Linux tells."""
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]
