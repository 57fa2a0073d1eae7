"""What the pages of a school and of a county cost beside 500, 20,000 and 200,000 events, on every database there is.

The cost is the time of the processors, of the app and of the database's process: a busy machine makes it no longer.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import text

from benchmarks import growthblock, growthdata
from benchmarks.web import requester
from planner import create_app
from planner.extensions import db
from planner.models import User
from planner.services.devices import begin_session
from tests import postgres

SIZES = (500, 20_000, 200_000)
MOST_GROWTH = 1.3
WARM_UP, ROUNDS, REPEATS = 6, 8, 2
# Workers of PostgreSQL are processes of their own, whose time would not be seen.
ONE_PROCESS = "&options=-c%20max_parallel_workers_per_gather%3D0"

Row = tuple[str, str, str, bool]


class Page(NamedTuple):
    """A page as somebody opens it. `most` is how many milliseconds it may take beside the largest number of events;
    one of a school must take the same beside any number of them.
    """

    label: str
    path: str
    person: int
    most: int | None = None


PAGES = (
    Page("school: list", "/events", growthblock.ORGANISER),
    Page("school: list of one status", "/events?status=archived", growthblock.ORGANISER),
    Page("school: desk", "/", growthblock.ORGANISER),
    Page("school: desk of the approver", "/", growthblock.APPROVER),
    Page("school: calendar", "/calendar", growthblock.ORGANISER),
    Page("school: money overview", "/finance/overview", growthblock.FINANCE),
    Page("school: approvals", "/approvals", growthblock.APPROVER),
    Page("school: finance desk", "/finance", growthblock.FINANCE),
    Page("school: register of invoices", "/finance/invoices", growthblock.FINANCE),
    Page("school: volunteers over all events", "/volunteers/statistics", growthblock.ORGANISER),
    Page("county: list", "/events", growthblock.COUNTY_APPROVER, 38),
    Page("county: list of one unit", f"/events?unit={growthblock.FIRST_SCHOOL}", growthblock.COUNTY_APPROVER, 40),
    Page("county: words that no event has", "/events?text=六一", growthblock.COUNTY_APPROVER, 150),
    Page("county: desk", "/", growthblock.COUNTY_APPROVER, 60),
    Page("county: calendar", "/calendar", growthblock.COUNTY_APPROVER, 50),
    Page("county: money overview", "/finance/overview", growthblock.COUNTY_FINANCE, 400),
    Page("county: volunteers over all events", "/volunteers/statistics", growthblock.COUNTY_APPROVER, 400),
    Page("county: finance desk", "/finance", growthblock.COUNTY_FINANCE, 95),
    Page("county: register of invoices", "/finance/invoices", growthblock.COUNTY_FINANCE, 400),
    Page("county: register, one number", "/finance/invoices?q=2743000001", growthblock.COUNTY_FINANCE, 400),
)


class Store(NamedTuple):
    """An app over so many events, with the call of each page and a clock of all that works for it."""

    app: Flask
    calls: dict[Page, Callable[[], object]]
    clock: Callable[[], float]


def measure(folder: Path) -> list[Row]:
    """A row for each page on each database: milliseconds beside each number of events, and whether that may be."""
    rows = _table("SQLite", [_open(folder / str(n), f"sqlite:///{folder}/{n}.sqlite3", n) for n in SIZES])
    if reason := postgres.why_unavailable():
        return [*rows, (f"PostgreSQL: {reason}", "", "", True)]
    with _server() as server:
        uris = {n: server.create_database(f"growth_{n}") + ONE_PROCESS for n in SIZES}
        stores = [_open(folder / f"pg{n}", uri, n) for n, uri in uris.items()]
        rows += _table("PostgreSQL", stores)
        for store in stores:
            with store.app.app_context():
                db.engine.dispose()
    return rows


@contextmanager
def _server() -> Iterator[postgres.Server]:
    server = postgres.Server(postgres.Server.make_folder(), guardian=os.getpid())
    try:
        server.ensure_started()
        yield server
    finally:
        server.stop()


def _open(instance: Path, uri: str, events: int) -> Store:
    """Fill a database, and sign in whoever asks."""
    instance.mkdir(parents=True)
    app = create_app({"INSTANCE_DIR": str(instance), "RATELIMIT_ENABLED": False, "SQLALCHEMY_DATABASE_URI": uri})
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.app_context():
        growthdata.fill(events)
        people = {page.person for page in PAGES}
        sessions = {person: begin_session(db.session.get_one(User, person)) for person in people}
        db.session.commit()
        backend = _backend() if uri.startswith("postgresql") else None
    cookies = {
        person: {"Cookie": f"planner={signer.dumps({'_user_id': session, '_fresh': True})}"}
        for person, session in sessions.items()
    }
    calls = {page: requester(app, page.path, cookies[page.person]) for page in PAGES}
    return Store(app, calls, lambda: time.process_time() + _seconds_of(backend))


def _backend() -> int:
    """The process of PostgreSQL that serves this app; the only one, since requests come one after the other."""
    with db.engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_backend_pid()")))


def _seconds_of(process: int | None) -> float:
    """How long a processor has worked for a process."""
    if process is None:
        return 0.0
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def _table(database: str, stores: list[Store]) -> list[Row]:
    """The least that each page took over each store, all taken in turns so that noise falls on all of them."""
    best: dict[Page, list[float]] = {page: [float("inf")] * len(stores) for page in PAGES}
    for store in stores:
        for call in store.calls.values():
            for _ in range(WARM_UP):
                call()
    for _ in range(ROUNDS):
        gc.collect()
        for page in PAGES:
            for at, store in enumerate(stores):
                for _ in range(REPEATS):
                    start = store.clock()
                    store.calls[page]()
                    best[page][at] = min(best[page][at], store.clock() - start)
    return [_row(database, page, seconds) for page, seconds in best.items()]


def _row(database: str, page: Page, seconds: list[float]) -> Row:
    times = [1000 * each for each in seconds]
    growth = times[-1] / times[0]
    figure = " / ".join(f"{each:.1f}" for each in times) + " ms"
    if page.most is None:
        return f"{database}: {page.label}", f"{figure} ({growth:.2f}×)", f"≤ {MOST_GROWTH}×", growth <= MOST_GROWTH
    return f"{database}: {page.label}", figure, f"≤ {page.most} ms", times[-1] <= page.most
