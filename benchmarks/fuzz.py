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
from werkzeug.wrappers import Request

from benchmarks.mutations import Sent, fill_in, mutate
from planner import clock, create_app
from planner.actors import CONSOLE
from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Event, Link, User
from planner.models.duties import Duty
from planner.services.accounts import create_user
from planner.services.devices import begin_session
from planner.services.samples import load_sample_data
from planner.services.team import invite_guest
from tests import postgres

SEED, REQUESTS = 2026, 20_000
# After so many requests the world is made anew, or most of it would be deleted.
BLOCK = 1_000
# One of them signs somebody out soon enough.
SIGNED_IN_FOR = 20
# What a monitor asks says 503 by intent.
MEANT_TO_FAIL = {"/healthz"}
NAME = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"(?:[^>]*\bvalue="([^"]*)")?')

Row = tuple[str, str, str, bool]


@dataclass
class World:
    """An app with sample data, the cookies of everybody, and what its pages have to fill in."""

    app: Flask
    people: dict[str, tuple[type[User | Link], int]]
    cookies: dict[str, str]
    places: dict[str, list[str]]
    fields: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def routes(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every address of the house with its methods, sorted, so that a seed always finds the same."""
        found = {(rule.rule, tuple(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))) for rule in self._rules}
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
    routes = world.routes
    faults = []
    for number in range(first, first + count):
        if number % SIGNED_IN_FOR == 0:
            sign_in(world)
        person = dice.choice(sorted(world.cookies))
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
    _, status, _ = run_wsgi_app(app, environ, buffered=True)
    if isinstance(request := environ.get("werkzeug.request"), Request):
        request.close()
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
        world = World(app, _people(), {}, _places())
    sign_in(world)
    _collect_fields(world)
    return world


def _people() -> dict[str, tuple[type[User | Link], int]]:
    """Everybody: the accounts, one of them without a unit, and two guests of the first event."""
    owner = db.session.scalars(select(User).order_by(User.id)).first()
    event = db.session.scalars(select(Event).order_by(Event.id)).first()
    assert owner
    assert event
    stranger = create_user("外来的人", "13900000000", actor=CONSOLE)
    people: list[User | Link] = [*db.session.scalars(select(User).order_by(User.id)), stranger]
    for role in (TeamRole.PLANNER, TeamRole.READER):
        ends_on = clock.today() + timedelta(days=30)
        link, _ = invite_guest(event, name=f"guest {role}", organisation="", role=role, ends_on=ends_on, actor=CONSOLE)
        people.append(link)
    db.session.commit()
    return {person.name: (type(person), person.id) for person in people}


def sign_in(world: World) -> None:
    """Give everybody who is still there a session: the requests before may have ended it."""
    signer = SecureCookieSessionInterface().get_signing_serializer(world.app)
    assert signer is not None
    world.cookies = {"nobody": "", "forged": "planner=eyJfdXNlcl9pZCI6IjEuMS54In0.AAAAAA.AAAA"}
    with world.app.app_context():
        for name, (model, id_) in world.people.items():
            person: Any = db.session.get(model, id_)
            if person is not None:
                session = {"_user_id": begin_session(person), "_fresh": True}
                world.cookies[name] = f"planner={signer.dumps(session)}"
        db.session.commit()


def _places() -> dict[str, list[str]]:
    """What is really there for the places of an address."""
    events = [str(id_) for id_ in db.session.scalars(select(Event.id).order_by(Event.id))]
    keys = list(db.session.scalars(select(Duty.key).order_by(Duty.id).limit(20)))
    return {"event_id": events, "key": keys}


def _collect_fields(world: World) -> None:
    """Of each address that can be opened the names and values of what is to be filled in."""
    people = [name for name, (model, _) in world.people.items() if model is User]
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
