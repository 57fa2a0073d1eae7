"""Who gets what answer at which address: every route there is, by every sort of person, held against `roles.txt`."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.services.rows import add_row
from planner.services.team import invite_guest, set_team_member
from planner.worksession import WorkSession
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
Clients = dict[str, FlaskClient]
TABLE = Path(__file__).with_name("roles.txt")
# The columns of the table: those with an account by their name in the world, then who came by a link, and nobody.
MEMBERS = {
    "owner": "周老师",
    "planner": "李老师",
    "reader": "陈老师",
    "approver": "韩校长",
    "finance": "钱会计",
    "admin": "管理员",
    "above": "吴书记",
    "outside": "江老师",
}
GUESTS = {"g-plan": TeamRole.PLANNER, "g-read": TeamRole.READER}
NOBODY = "nobody"
# Among them they are let into every page, so that every statement is sent to both databases.
ON_BOTH = ("owner", "finance", "admin")
STATIC = {"static", "bootstrap.static"}


@pytest.fixture
def places(world: World, in_app: InApp) -> dict[str, str]:
    """What stands for the places of an address: the approved event with a duty, and things that are not there."""
    with in_app():
        event = event_of(world)
        set_team_member(event, world.users["李老师"], TeamRole.PLANNER, actor=user(world, "周老师"))
        row = add_row(event, "duties", {"role": "领队", "name": "周老师"}, actor=user(world, "周老师"))
        event.status = EventStatus.APPROVED
        db.session.commit()
        key = row.key
    numbers = {"event_id": world.event, "unit_id": world.units["school"], "user_id": world.users["陈老师"]}
    words = {"noun": "duties", "key": key, "code": "calendar", "token": "nothere", "subject": "budget"}
    return {name: str(value) for name, value in {**numbers, **words}.items()}


@pytest.fixture
def clients(app: Flask, world: World, in_app: InApp, signed_in: SignedIn, places: dict[str, str]) -> Clients:
    """Each sort of person with a browser of their own."""
    made = {column: signed_in(name) for column, name in MEMBERS.items()}
    for column, role in GUESTS.items():
        with in_app():
            _, token = invite_guest(
                event_of(world),
                name=column,
                organisation="县医院",
                role=role,
                ends_on=date(clock.today().year + 1, 1, 1),
                actor=user(world, "周老师"),
            )
            db.session.commit()
        made[column] = app.test_client()
        made[column].post(f"/join/{token}")
    return {**made, NOBODY: app.test_client()}


@pytest.fixture
def nothing_lasts(clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a request writes is flushed and gone with its session, so that every cell meets the same world."""
    monkeypatch.setattr(WorkSession, "commit", WorkSession.flush)


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Method and rule of every page of the house."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint not in STATIC:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, rule.rule


def read_table() -> dict[tuple[str, str], dict[str, int]]:
    """Of each route the status that each sort of person gets."""
    head, *lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(method, rule): dict(zip(head[2:], map(int, statuses), strict=True)) for method, rule, *statuses in lines}


def test_table_has_a_line_for_every_route_and_none_besides(app: Flask) -> None:
    listed = set(read_table())

    assert (set(routes(app)) - listed, listed - set(routes(app))) == (set(), set())


@pytest.mark.parametrize("column", [*MEMBERS, *GUESTS, NOBODY])
@pytest.mark.usefixtures("nothing_lasts")
def test_every_route_answers_as_the_table_says(clients: Clients, places: dict[str, str], column: str) -> None:
    assert find_other_answers(clients[column], places, column) == {}


@pytest.mark.other_databases
@pytest.mark.parametrize("column", ON_BOTH)
@pytest.mark.usefixtures("nothing_lasts")
def test_every_route_answers_whatever_the_database(clients: Clients, places: dict[str, str], column: str) -> None:
    assert find_other_answers(clients[column], places, column) == {}


def find_other_answers(
    client: FlaskClient, places: dict[str, str], column: str
) -> dict[tuple[str, str], tuple[int, int]]:
    """The routes that answer this sort of person otherwise than the table says: what they answer, and what it says."""
    expected = {route: statuses[column] for route, statuses in read_table().items()}
    found = {route: ask(client, *route, places) for route in expected}
    return {route: (found[route], expected[route]) for route in found if found[route] != expected[route]}


def ask(client: FlaskClient, method: str, rule: str, places: dict[str, str]) -> int:
    """The status of an empty request; whoever it signs out is signed in again."""
    where = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: places.get(found[1], "1"), rule)
    name = client.application.config["SESSION_COOKIE_NAME"]
    before = client.get_cookie(name)
    status = client.open(where, method=method).status_code
    client.delete_cookie(name)
    if before is not None:
        client.set_cookie(name, before.value)
    return status
