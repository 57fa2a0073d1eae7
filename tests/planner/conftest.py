"""A small world for the tests of the planner: three units, a user for each role, one event."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.assets import build
from planner.days import Day
from planner.enums import Role
from planner.extensions import db
from planner.models import User
from planner.services import passwords
from planner.services.accounts import create_user, set_role
from planner.services.devices import begin_session
from planner.services.events import create_event
from planner.services.organisations import create_organisation
from planner.views import assets
from tests.installation import Installation
from tests.planner.stages import Stage, forget_events

PASSWORD = "correct-horse-2026"
# name: (role, unit); 江老师 is a stranger, 吴书记 sits in the unit above.
PEOPLE = {
    "周老师": (Role.ORGANISER, "school"),
    "李老师": (Role.ORGANISER, "school"),
    "韩校长": (Role.APPROVER, "school"),
    "钱会计": (Role.FINANCE, "school"),
    "陈老师": (Role.READER, "school"),
    "管理员": (Role.ADMINISTRATOR, "school"),
    "吴书记": (Role.APPROVER, "committee"),
    "江老师": (Role.ORGANISER, "stranger"),
}


@dataclass(frozen=True)
class World:
    """Ids by name; `event` is a blank draft that 周老师 owns."""

    units: dict[str, int]
    users: dict[str, int]
    event: int


@pytest.fixture(scope="session", autouse=True)
def assets_built_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What browsers load is built once in a process and copied to the installation of each test, a new folder."""
    shelf = tmp_path_factory.mktemp("assets") / "home"

    def copy_built(home: Path) -> str:
        version = build.ensure_built(shelf)
        if not (home / version).is_dir():
            shutil.copytree(shelf / version, home / version)
        return version

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assets, "ensure_built", copy_built)
        yield


@pytest.fixture(autouse=True)
def nothing_in_memory() -> None:
    """Nothing is remembered of the event that had the same id, and with a stopped clock the same birth, before."""
    forget_events()


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    """Passwords are hashed the same way, only with little work; for tests that set or check them."""
    return hash_quickly(monkeypatch)


def hash_quickly(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    """Hash with little work as long as this patch lasts."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    nobody = hasher.hash("nobody's password")
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    monkeypatch.setattr(passwords, "_nobody", lambda: nobody)
    return hasher


@pytest.fixture
def stage(installation: Installation) -> Stage:
    """`stage.put_on(make, …)`: what it makes in the database, made once in a process and brought back after that."""
    return Stage(installation)


@pytest.fixture
def world(stage: Stage) -> World:
    """Three units, eight users, one draft."""
    made: World = stage.put_on(make_world)
    return made


def make_world() -> World:
    """Make and commit it in an empty database."""
    committee = create_organisation("县团委", actor=CONSOLE)
    school = create_organisation("镇中心小学", parent=committee, actor=CONSOLE)
    units = {"committee": committee, "school": school, "stranger": create_organisation("邻县小学", actor=CONSOLE)}
    users = {}
    for number, (name, (role, unit)) in enumerate(PEOPLE.items(), start=1):
        # Hashing is slow on purpose; tests that sign in by password set one themselves.
        users[name] = create_user(name, f"138000000{number:02d}", actor=CONSOLE)
        set_role(users[name], units[unit].id, role, actor=CONSOLE)
    event = create_event(
        "blank",
        title="六一慰问",
        organisation_id=school.id,
        starts_on=Day(6, 1, 2027),
        days=1,
        actor=users["周老师"],
    )
    db.session.commit()
    return World({k: u.id for k, u in units.items()}, {k: u.id for k, u in users.items()}, event.id)


@pytest.fixture
def signed_in(
    app: Flask, world: World, in_app: Callable[[], AbstractContextManager[object]]
) -> Callable[[str], FlaskClient]:
    """A client of that person, signed in without the form."""

    def client_of(name: str) -> FlaskClient:
        with in_app():
            session_id = begin_session(db.session.get_one(User, world.users[name]))
            db.session.commit()
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = session_id, True
        return client

    return client_of
