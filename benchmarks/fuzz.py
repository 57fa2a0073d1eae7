"""Mutated requests over all routes as everybody: none may meet a fault of ours. The same seed sends the same requests.

`python -m benchmarks.fuzz --seed 7 --requests 500 --postgresql` for another run than `python -m benchmarks fuzz`.
"""

import argparse
import os
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule
from werkzeug.test import run_wsgi_app

from benchmarks.mutations import Sent, fill_in, mutate
from planner import clock, create_app
from planner.actors import CONSOLE
from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Event, Organisation, User
from planner.models.duties import Duty
from planner.services.accounts import set_role
from planner.services.devices import begin_session
from planner.services.samples import load_sample_data
from planner.services.team import invite_guest
from tests import postgres

SEED, REQUESTS = 2026, 20_000
# After so many requests the world is made anew, or most of it would be deleted.
BLOCK = 1_000
# What a monitor asks says 503 by intent.
MEANT_TO_FAIL = {"/healthz"}
NAME = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"(?:[^>]*\bvalue="([^"]*)")?')

Row = tuple[str, str, str, bool]


@dataclass
class World:
    """An app with sample data, the cookies of everybody, and what its pages have to fill in."""

    app: Flask
    cookies: dict[str, str]
    places: dict[str, list[str]]
    fields: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def routes(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every address of the house with its methods, sorted, so that a seed always finds the same."""
        found = {(rule.rule, tuple(sorted((rule.methods or set()) & {"GET", "POST"}))) for rule in self._rules}
        return sorted(found)

    @property
    def _rules(self) -> Iterator[Rule]:
        return self.app.url_map.iter_rules()


@dataclass(frozen=True)
class Fault:
    """A request that was answered by a fault of ours: the how many-th, by whom."""

    number: int
    person: str
    status: str
    sent: Sent

    def __str__(self) -> str:
        return f"request {self.number} as {self.person}: {self.status}: {self.sent}"


def measure(folder: Path) -> list[Row]:
    """20,000 requests on SQLite."""
    faults = send_all(lambda number: f"sqlite:///{folder}/{number}.sqlite3", folder, seed=SEED, requests=REQUESTS)
    for fault in faults:
        print(fault)
    return [(f"mutated requests, seed {SEED}", f"{REQUESTS:,}, {len(faults)} faults", "no fault", not faults)]


def send_all(uri: Callable[[int], str], folder: Path, *, seed: int, requests: int) -> list[Fault]:
    """Send that many requests, a thousand to each world; returns what went wrong."""
    faults: list[Fault] = []
    for number in range(-(-requests // BLOCK)):
        world = make_world(uri(number), folder / f"instance{number}")
        count = min(BLOCK, requests - number * BLOCK)
        faults += send(world, seed=seed, first=number * BLOCK, count=count)
        with world.app.app_context():
            db.engine.dispose()
    return faults


def send(world: World, *, seed: int, first: int, count: int) -> list[Fault]:
    """Send `count` requests from the one numbered `first` on."""
    dice = random.Random(f"{seed}/{first}")
    people, routes = sorted(world.cookies), world.routes
    faults = []
    for number in range(first, first + count):
        person = dice.choice(people)
        rule, methods = dice.choice(routes)
        sent = mutate(dice, rule, world.places, world.fields, methods)
        status = answer(world.app, sent, world.cookies[person])
        if status.startswith("5") and sent.path not in MEANT_TO_FAIL:
            faults.append(Fault(number, person, status, sent))
    return faults


def answer(app: Flask, sent: Sent, cookie: str) -> str:
    """The status of the answer."""
    headers = Headers([("Cookie", cookie), *sent.headers])
    environ = sent.environ(headers)
    body, status, _ = run_wsgi_app(app, environ, buffered=True)
    b"".join(body)
    return status


def make_world(uri: str, folder: Path, **settings: Any) -> World:
    """The sample data, everybody signed in, two guests, and the fields of every form that the owner sees."""
    folder.mkdir(parents=True, exist_ok=True)
    places = {"INSTANCE_DIR": str(folder), "SQLALCHEMY_DATABASE_URI": uri}
    plain = {"RATELIMIT_ENABLED": False, "WTF_CSRF_ENABLED": False, "PROPAGATE_EXCEPTIONS": False}
    app = create_app({"SECRET_KEY": "only-for-measuring-0123456789", **places, **plain, **settings})
    with app.app_context():
        db.create_all()
        load_sample_data()
        db.session.commit()
        world = World(app, _sign_in(app), _places())
    _collect_fields(world)
    return world


def _sign_in(app: Flask) -> dict[str, str]:
    """The cookie of everybody: each account, a stranger, the administrator above, guests of the first event, nobody."""
    owner = db.session.scalars(select(User).order_by(User.id)).first()
    event = db.session.scalars(select(Event).order_by(Event.id)).first()
    top = db.session.scalars(select(Organisation).where(Organisation.parent_id.is_(None))).first()
    assert owner
    assert event
    assert top
    set_role(owner, top.id, None, actor=CONSOLE)
    people: dict[str, Any] = {user.name: user for user in db.session.scalars(select(User).order_by(User.id))}
    for role in (TeamRole.PLANNER, TeamRole.READER):
        ends_on = clock.today() + timedelta(days=30)
        link, _ = invite_guest(event, name=f"guest {role}", organisation="", role=role, ends_on=ends_on, actor=CONSOLE)
        people[link.name] = link
    sessions = {name: begin_session(person) for name, person in people.items()}
    db.session.commit()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    signed = {name: f"planner={signer.dumps({'_user_id': s, '_fresh': True})}" for name, s in sessions.items()}
    return {**signed, "nobody": "", "forged": "planner=eyJfdXNlcl9pZCI6IjEuMS54In0.AAAAAA.AAAA"}


def _places() -> dict[str, list[str]]:
    """What is really there for the places of an address."""
    events = [str(id_) for id_ in db.session.scalars(select(Event.id).order_by(Event.id))]
    keys = list(db.session.scalars(select(Duty.key).order_by(Duty.id).limit(20)))
    return {"event_id": events, "key": keys}


def _collect_fields(world: World) -> None:
    """Of each address that can be opened the names and values of what is to be filled in."""
    people = [person for person in world.cookies if person not in ("nobody", "forged")]
    for rule, _ in world.routes:
        for person in people[:1] + people[4:5]:
            environ = Sent("GET", fill_in(rule, world.places)).environ(Headers([("Cookie", world.cookies[person])]))
            body, status, headers = run_wsgi_app(world.app, environ, buffered=True)
            if status.startswith("200") and headers.get("Content-Type", "").startswith("text/html"):
                found = NAME.findall(b"".join(body).decode())
                world.fields.setdefault(rule, {}).update(found)


def main(arguments: list[str]) -> int:
    """Send another run; ends with 1 when something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--postgresql", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for uri in _databases(folder, on_server=chosen.postgresql):
            faults = send_all(uri, folder, seed=chosen.seed, requests=chosen.requests)
    for fault in faults:
        print(fault)
    print(f"{chosen.requests:,} requests, {len(faults)} faults")
    return 1 if faults else 0


def _databases(folder: Path, *, on_server: bool) -> Iterator[Callable[[int], str]]:
    """Where each world lies; a server lasts as long as one of them is used."""
    if not on_server:
        yield lambda number: f"sqlite:///{folder}/{number}.sqlite3"
        return
    server = postgres.Server(postgres.Server.make_folder(), guardian=os.getpid())
    try:
        server.ensure_started()
        yield lambda number: server.create_database(f"fuzz_{number}")
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
