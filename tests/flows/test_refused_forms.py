"""Every form, sent wrong by each sort of person who may send one: its page comes back, never a fault of ours."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Any
from urllib.parse import quote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from planner.enums import EventStatus
from planner.extensions import db
from planner.nouns import NOUNS
from planner.services.devices import begin_session
from tests.planner.conftest import World
from tests.planner.filesamples import PNG
from tests.planner.moneysteps import handed_in, planned
from tests.planner.rowvalues import put
from tests.planner.services.audiences import meet_everybody
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
# Nobody is signed in there.
PUBLIC = {"accounts.sign_in", "accounts.set_password", "invitations.show", "setup.show", "team.join"}
# After these the others find nothing any more.
ENDINGS = (
    "rows.delete",
    "team.remove_member",
    "team.revoke",
    "users.revoke",
    "approvals.withdraw",
    "reviews.withdraw",
    "events.advance",
    "events.delete",
    "devices.end",
    "accounts.sign_out_everywhere",
    "accounts.sign_out",
)
# Those who read an event only are stopped before any form (see test_guard).
WRITERS = (
    "owner",
    "co-planner",
    "planning guest",
    "administrator",
    "approver",
    "finance",
    "finance above",
)
UPLOADS = ("attachments.show", "vouchers.show")
# Hardly any Chinese in it, and encoded for its way only once: that takes longer than what is tried here.
WRONG = "长" + "x" * 4999
# One of the plan, of its money, of the people, of the accounts, and those of files.
SORTS_OF_ROWS = ("duties", "budget", "participants", "expenses", "vouchers", "attachments")
# Whose key the addresses of these rooms take.
OF_ROOM = {"budget.remark": "budget", "schedule.retime": "schedule", "sections.save": "sections"}
CONTROLS = re.compile(r'<(?:input|select|textarea)[^>]*\bname="(\w+)"')


@pytest.fixture
def people(app: Flask, world: World, in_app: InApp) -> dict[str, FlaskClient]:
    """A client of each sort of person; faults are answered as for users and not thrown at the test."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with in_app():
        met: dict[str, Any] = meet_everybody(world)
        sessions = {sort: begin_session(actor) for sort, actor in met.items()}
        db.session.commit()
    return {sort: client_of(app, sessions[sort]) for sort in WRITERS}


def client_of(app: Flask, session_id: str) -> FlaskClient:
    """A client that is signed in."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    return client


def fill(world: World) -> dict[str, str]:
    """A row of each noun and a budget that is handed in; committed. Returns a key for each noun."""
    planned(world)
    keys = {noun: put(world, noun)[0] for noun in NOUNS}
    handed_in(world)
    db.session.commit()
    return keys


def list_forms(app: Flask, world: World, keys: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The endpoint and an address of every form, that of a row for each sort of rows; endings come last."""
    rules = [r for r in app.url_map.iter_rules() if "POST" in (r.methods or ()) and r.endpoint not in PUBLIC]
    for rule in sorted(rules, key=lambda r: ENDINGS.index(r.endpoint) if r.endpoint in ENDINGS else -1):
        for noun in (
            SORTS_OF_ROWS if rule.endpoint in ("rows.add", "rows.edit") else (OF_ROOM.get(rule.endpoint, "duties"),)
        ):
            yield rule.endpoint, address(rule, world, noun, keys[noun])


def address(rule: Rule, world: World, noun: str, key: str) -> str:
    """An address of the rule where something is; ids that are not said are 1."""
    values = {
        "event_id": world.event,
        "unit_id": world.units["school"],
        "user_id": world.users["李老师"],
        "noun": noun,
        "key": key,
        "subject": "budget",
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), rule.rule)


def list_controls(clients: Iterable[FlaskClient], where: str) -> list[str]:
    """What the form at an address asks for, as the first sees it who may open it."""
    for client in clients:
        page = client.get(where)
        if page.status_code == 200:
            return CONTROLS.findall(page.text)
    return []


def send_wrong(client: FlaskClient, endpoint: str, where: str, names: list[str], once: str) -> int:
    """The status of the answer to a form in which everything is too long; of files one is good."""
    said = dict.fromkeys([*names, "version", "words", "name", "role", "to"], WRONG) | {"once": once}
    said.pop("files", None)
    if endpoint in UPLOADS:
        files = [(io.BytesIO(PNG), "好.png"), (io.BytesIO(b"MZ"), "坏.png")]
        return client.post(where, data={**said, "kind": "photo", "files": files}).status_code
    body = "&".join(f"{name}={encode(text)}" for name, text in said.items())
    return client.post(where, data=body, content_type="application/x-www-form-urlencoded").status_code


@cache
def encode(text: str) -> str:
    """A text as forms send it."""
    return quote_plus(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("status", "rooms"),
    [
        (EventStatus.DRAFT, ""),
        (EventStatus.SUBMITTED, "approvals."),
    ],
)
def test_wrong_form_brings_its_page_back(
    app: Flask, world: World, in_app: InApp, people: dict[str, FlaskClient], status: EventStatus, rooms: str
) -> None:
    with in_app():
        keys = fill(world)
        event_of(world).status = status
        db.session.commit()
    answers = {}
    for endpoint, where in list_forms(app, world, keys):
        if endpoint.startswith(rooms):
            names = list_controls(people.values(), where)
            for sort, client in people.items():
                # With a one-time key what was done is committed with the answer, else before it.
                for once in ("", where) if endpoint in UPLOADS else (where,):
                    answers[endpoint, where, sort, once] = send_wrong(client, endpoint, where, names, once)

    assert {request: code for request, code in answers.items() if code >= 500} == {}
    assert len(answers) > len(WRITERS)
