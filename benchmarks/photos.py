"""Photos: one JPEG of twelve megapixels to all its copies; the page and the public album of 200; memory while 500 files
come in.
"""

import gzip
import io
import os
import random
import resource
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from PIL import Image
from sqlalchemy import Engine, event, select, update
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.data import fill
from benchmarks.web import cpu_seconds, floor_app, requester
from planner import clock, create_app
from planner.actors import CONSOLE
from planner.extensions import db
from planner.intake.pictures.reading import read_photo
from planner.models import Event, Photo, PhotoCopy, User
from planner.nouns import Aggregate
from planner.photostates import Clearing, PhotoState
from planner.queries.dossier import read_dossier
from planner.queries.photos import read_album
from planner.services.changes import count_change
from planner.services.devices import begin_session
from planner.services.photolinks import open_gallery
from planner.services.photos import SentFrom, add_photo, keep_photo
from planner.store import current_store

Row = tuple[str, str, str, bool]
SIDES, ROUNDS = (4032, 3024), 8
PHOTOS, FEW, FILES = 200, 20, 500
MOST_SECONDS, MOST_RATIO, MOST_KILOBYTES, MOST_MEBIBYTES = 0.40, 5.0, 30, 400


def measure(folder: Path) -> list[Row]:
    """Rows of name, figure, limit, kept."""
    return [*_measure_copies(), *_measure_page(folder), _measure_memory(folder)]


def draw_photo(seed: int, sides: tuple[int, int] = SIDES) -> bytes:
    """A picture with as much in it as a photo has."""
    grain = Image.effect_noise((sides[0] // 4, sides[1] // 4), 40 + seed % 20).resize(sides)
    blocks = Image.frombytes("RGB", (8, 6), random.Random(seed).randbytes(144)).resize(sides)
    out = io.BytesIO()
    Image.blend(blocks, Image.merge("RGB", (grain, grain, grain)), 0.4).save(out, "JPEG", quality=88)
    return out.getvalue()


def _measure_copies() -> list[Row]:
    """The processor time of the child from its start to its end, the least of several."""
    content, best = draw_photo(1), float("inf")
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert read_photo(content).fault is None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    name = f"JPEG of 12 megapixels ({len(content) / 2**20:.1f} MB) to all copies"
    return [(name, f"{best:.2f} s of a core", f"≤ {MOST_SECONDS} s", best <= MOST_SECONDS)]


def _measure_page(folder: Path) -> list[Row]:
    app = create_app({"INSTANCE_DIR": str(folder / "page"), "RATELIMIT_ENABLED": False})
    with app.app_context():
        big = fill()
        _add_rows(big, FEW)
    path, cookie = f"/events/{big}/photos", _cookie_of(app)
    few = _count_statements(requester(app, path, cookie))
    with app.app_context():
        _add_rows(big, PHOTOS - FEW)
    many = _count_statements(requester(app, path, cookie))
    floor = requester(floor_app(app.config["SQLALCHEMY_DATABASE_URI"]), "/", {})
    best = cpu_seconds({"floor": floor, "page": requester(app, path, cookie)})
    ratio, size = best["page"] / best["floor"], _size_of(app, path, cookie) / 1024
    with app.app_context():
        cold = _measure_cold(db.session.get_one(Event, big))
        album = _open_album(big)
    name = f"page of {PHOTOS} photos"
    return [
        (name, f"{ratio:.1f}× ({best['page'] * 1000:.2f} ms)", f"≤ {MOST_RATIO}×", ratio <= MOST_RATIO),
        (f"{name}: read and arranged anew", f"{cold * 1000:.1f} ms", "", True),
        (f"{name}: as it is sent", f"{size:.1f} KB", f"≤ {MOST_KILOBYTES} KB", size <= MOST_KILOBYTES),
        (f"{name}: statements, beside {FEW} photos", f"{many} and {few}", "the same", many == few),
        *_measure_album(app, big, album),
    ]


def _open_album(event_id: int) -> str:
    """The address of a public album of the event, of which nothing is cleared yet."""
    event_of = db.session.get_one(Event, event_id)
    link = open_gallery(event_of, clock.today() + timedelta(days=30), shows_captions=True, actor=CONSOLE)
    db.session.commit()
    return f"/g/{link.token}/"


def _measure_album(app: Flask, event_id: int, path: str) -> Iterator[Row]:
    """What whoever has the link is sent, with captions; the statements beside those of a tenth of the photos."""
    counts = []
    for cleared in (FEW, PHOTOS):
        with app.app_context():
            of_event = select(Photo.id).where(Photo.event_id == event_id).order_by(Photo.id).limit(cleared)
            db.session.execute(update(Photo).where(Photo.id.in_(of_event)).values(clearing=Clearing.CLEARED))
            count_change(db.session.get_one(Event, event_id), Aggregate.PHOTOS)
            db.session.commit()
        counts.append(_count_statements(requester(app, path, {})))
    floor = requester(floor_app(app.config["SQLALCHEMY_DATABASE_URI"]), "/", {})
    best = cpu_seconds({"floor": floor, "album": requester(app, path, {})})
    ratio, size = best["album"] / best["floor"], _size_of(app, path, {}) / 1024
    name = f"public album of {PHOTOS} photos"
    yield (name, f"{ratio:.1f}× ({best['album'] * 1000:.2f} ms)", f"≤ {MOST_RATIO}×", ratio <= MOST_RATIO)
    yield (f"{name}: as it is sent", f"{size:.1f} KB", f"≤ {MOST_KILOBYTES} KB", size <= MOST_KILOBYTES)
    few, many = counts
    yield (f"{name}: statements, beside {FEW} photos", f"{many} and {few}", "the same", many == few)


def _add_rows(event_id: int, count: int) -> None:
    """Photos over three days, without files: nobody opens one here."""
    begins = datetime.fromisoformat("2027-08-09T08:30:00")
    present = db.session.query(Photo).count()
    for number in range(present, present + count):
        taken = begins + timedelta(days=number % 3, minutes=number * 7 % 540)
        values = {"user_id": 1, "sender": "周老师", "filename": f"IMG_{number}.jpg", "size": 3_000_000}
        photo = Photo(event_id=event_id, sha256=f"{number:064x}", mime="image/jpeg", taken_at=taken, **values)
        photo.state, photo.width, photo.height = PhotoState.READY, *SIDES
        photo.dhash, photo.caption = f"{random.Random(number).getrandbits(64):016x}", "南门集合"
        db.session.add(photo)
        db.session.flush()
        large = {"edge": 1600, "mime": "image/jpeg", "size": 300_000}
        db.session.add(PhotoCopy(photo_id=photo.id, sha256=f"{number:064x}", **large))
    db.session.commit()


def _cookie_of(app: Flask) -> dict[str, str]:
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.app_context():
        session = begin_session(db.session.get_one(User, 1))
        db.session.commit()
    return {"Cookie": f"planner={signer.dumps({'_user_id': session, '_fresh': True})}"}


def _count_statements(call: Callable[[], object]) -> int:
    call()
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(sent)


def _size_of(app: Flask, path: str, cookie: dict[str, str]) -> int:
    """The bytes that go over the line to a browser that takes them compressed."""
    environ = EnvironBuilder(path=path, headers=Headers(cookie | {"Accept-Encoding": "gzip"})).get_environ()
    chunks, _, headers = run_wsgi_app(app, environ, buffered=True)
    body = b"".join(chunks)
    return len(body if headers.get("Content-Encoding") else gzip.compress(body))


def _measure_cold(found: Event) -> float:
    dossier, best = read_dossier(found), float("inf")
    for _ in range(5):
        start = time.process_time()
        album = read_album(found, dossier)
        assert (album.wall.count, album.doubles, album.clock_proposals) is not None
        best = min(best, time.process_time() - start)
    return best


def _measure_memory(folder: Path) -> Row:
    """The most memory that a process of its own takes while it keeps 500 files, photos and others."""
    pid = os.fork()
    if pid == 0:
        os._exit(_keep_many(folder / "memory"))
    _, status, usage = os.wait4(pid, 0)
    mebibytes = usage.ru_maxrss / 1024
    is_kept = status == 0 and mebibytes <= MOST_MEBIBYTES
    return (f"memory while {FILES} files come in", f"{mebibytes:.0f} MB", f"≤ {MOST_MEBIBYTES} MB", is_kept)


def _keep_many(folder: Path) -> int:
    app = create_app({"INSTANCE_DIR": str(folder), "RATELIMIT_ENABLED": False})
    photo, large = draw_photo(2), draw_photo(3) + bytes(26 * 2**20)
    with app.app_context():
        big = fill()
        for number in range(FILES):
            content = (large if number % 50 == 0 else photo) + number.to_bytes(4, "big")
            kept = keep_photo(f"{number}.jpg", io.BytesIO(content).read, store=current_store())
            if number < 300:
                event_of = db.session.get_one(Event, big)
                add_photo(event_of, kept, SentFrom(), store=current_store(), actor=CONSOLE)
                db.session.commit()
    return 0
