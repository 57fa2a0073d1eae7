"""Pages against a floor: a bare Flask page with one SELECT of 20 rows, measured in the same run."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, render_template_string, session
from flask.sessions import SecureCookieSessionInterface
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.data import EVENTS, ITEMS, fill
from benchmarks.volunteers import SHIFTS, VOLUNTEERS, take_volunteers
from planner import create_app
from planner.extensions import db
from planner.models import Event, User
from planner.views.devices import enter

_FLOOR_PAGE = """<!doctype html><title>{{ title }}</title><table>
{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.title }}</td></tr>{% endfor %}</table>"""
# Many short rounds: one of them is undisturbed, even on a busy machine.
ROUNDS, REPEATS = 60, 5


def floor_app(database: str) -> Flask:
    """The least that a Flask page over a database can do."""
    app = Flask("floor")
    app.config["SQLALCHEMY_DATABASE_URI"] = database
    bare = SQLAlchemy(app)

    @app.get("/")
    def page() -> str:
        rows = bare.session.execute(text("SELECT id, title FROM event ORDER BY id LIMIT 20")).all()
        return render_template_string(_FLOOR_PAGE, title="floor", rows=rows)

    return app


def cpu_seconds(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least CPU time of one call of each, the calls taken in turns so that noise falls on all of them."""
    best = dict.fromkeys(calls, float("inf"))
    for call in calls.values():
        for _ in range(5):
            call()
    for _ in range(ROUNDS):
        for name, call in calls.items():
            gc.collect()
            start = time.process_time()
            for _ in range(REPEATS):
                call()
            best[name] = min(best[name], (time.process_time() - start) / REPEATS)
    return best


def requester(app: Flask, path: str, headers: dict[str, str], expected: int = 200) -> Callable[[], object]:
    """A call that answers one GET, with its WSGI environment made beforehand."""
    base = EnvironBuilder(path=path, headers=Headers(headers)).get_environ()

    def call() -> object:
        response = run_wsgi_app(app, dict(base), buffered=True)
        assert response[1].startswith(str(expected)), (path, response[1])
        return response

    return call


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept: the list, the event page, its calendar cold and unchanged."""
    app = create_app({"INSTANCE_DIR": str(folder), "RATELIMIT_ENABLED": False})
    with app.app_context():
        big = fill()
        user = db.session.get_one(User, 1)
        token = take_volunteers(db.session.get_one(Event, big), user)
        cookie = _enter(app, user)
        db.session.commit()
    calendar = f"/events/{big}/documents/calendar"
    tag = _etag(app, calendar, cookie)
    floor = requester(floor_app(app.config["SQLALCHEMY_DATABASE_URI"]), "/", {})
    best = cpu_seconds(
        {
            "floor": floor,
            "list": requester(app, "/events", cookie),
            "event": requester(app, f"/events/{big}", cookie),
            "ics": requester(app, calendar, cookie),
            "304": requester(app, calendar, cookie | {"If-None-Match": tag}, 304),
            "signing": requester(app, f"/v/{token}", {}),
            "board": requester(app, f"/events/{big}/volunteers", cookie),
        }
    )
    limits = {"list": 3.8, "event": 4.2, "ics": 2.9, "304": 1.5, "signing": 4.0, "board": 6.0}
    names = {
        "list": f"event list ({EVENTS} events, 50 a page)",
        "event": f"event page ({ITEMS} schedule items)",
        "ics": "its .ics, cold",
        "304": "its .ics, unchanged (304)",
        "signing": f"public page for volunteers ({SHIFTS} shifts)",
        "board": f"board of {VOLUNTEERS} volunteers in {SHIFTS} shifts",
    }
    rows = [("floor: bare Flask, one SELECT of 20 rows", f"{best['floor'] * 1000:.2f} ms", "", True)]
    for key, most in limits.items():
        ratio = best[key] / best["floor"]
        rows.append((names[key], f"{ratio:.1f}× ({best[key] * 1000:.2f} ms)", f"≤ {most}×", ratio <= most))
    return rows


def _enter(app: Flask, user: User) -> dict[str, str]:
    """The cookie of somebody who signed in; the caller commits."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.test_request_context():
        enter(user)
        return {"Cookie": f"planner={signer.dumps(dict(session))}"}


def _etag(app: Flask, path: str, headers: dict[str, str]) -> str:
    environ = EnvironBuilder(path=path, headers=Headers(headers)).get_environ()
    return str(run_wsgi_app(app, environ, buffered=True)[2]["ETag"])
