"""The gate: closed unless a route is marked public; strangers and members without the right are told apart."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Event, Invite, User
from planner.services.events import create_event
from planner.services.organisations import create_organisation
from planner.views.guard import load_person
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
PUBLIC = {"accounts.sign_in", "accounts.set_password", "setup.show", "team.join", "static", "bootstrap.static"}
FOR_GUESTS = {
    "accounts.sign_out", "attachments.fetch", "attachments.show", "budget.show", "documents.download", "duties.show", "events.facts", "events.show",
    "plan.save", "plan.show", "roster.show", "rows.add", "rows.delete", "rows.edit", "rows.move", "rows.paste",
    "rows.restore", "rows.tick", "safety.show", "schedule.retime", "schedule.show", "supplies.show",
}  # fmt: skip


def address(rule: Rule, world: World) -> str:
    """The address of a rule."""
    values = {"event_id": world.event, "noun": "duties", "code": "plan"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), rule.rule)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_all_but_public_routes_ask_to_sign_in(app: Flask, world: World, client: FlaskClient, method: str) -> None:
    wrong = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC or method not in (rule.methods or ()):
            continue
        answer = client.open(address(rule, world), method=method)
        expected = f"/sign-in?next={address(rule, world)}" if method == "GET" else "/sign-in"
        if (answer.status_code, answer.headers.get("Location")) != (302, expected):
            wrong[rule.endpoint] = answer.status_code

    assert wrong == {}


def test_routes_marked_public_are_these(app: Flask) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_public", False)}

    assert marked == PUBLIC - {"static", "bootstrap.static"}


def test_routes_marked_for_guests_are_these(app: Flask) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_open_to_guests", False)}

    assert marked == FOR_GUESTS


def test_query_comes_along_to_the_sign_in(world: World, client: FlaskClient) -> None:
    answer = client.get("/events?status=draft&text=六一")

    assert answer.headers["Location"] == "/sign-in?next=/events?status%3Ddraft%26text%3D%E5%85%AD%E4%B8%80"


def test_unknown_address_is_404_for_everybody(world: World, client: FlaskClient, signed_in: SignedIn) -> None:
    answers = [c.get("/nowhere") for c in (client, signed_in("周老师"))]

    assert [(a.status_code, "这个页面不在这里" in a.text) for a in answers] == [(404, True)] * 2


def test_empty_installation_leads_to_the_set_up(app: Flask, client: FlaskClient) -> None:
    assert client.get("/").headers["Location"] == "/setup"


def guest_client(app: Flask, in_app: InApp, world: World, role: TeamRole, ends_on: date) -> FlaskClient:
    """A browser of somebody from outside."""
    with in_app():
        invite = Invite(event_id=world.event, name="李医生", role=role, token_hash=role.value, ends_on=ends_on)
        db.session.add(invite)
        db.session.commit()
        session_id = invite.get_id()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    return client


def test_guest_sees_one_event_and_nothing_else(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        other = create_event("blank", title="别的", organisation_id=world.units["school"], actor=user(world, "周老师"))
        db.session.commit()
        other_id = other.id
    client = guest_client(app, in_app, world, TeamRole.READER, date(2999, 1, 1))

    codes = {path: client.get(path).status_code for path in (f"/events/{world.event}", "/events", f"/events/{other_id}", "/me")}

    assert codes == {f"/events/{world.event}": 200, "/events": 404, f"/events/{other_id}": 404, "/me": 404}
    assert client.get("/").headers["Location"] == f"/events/{world.event}"
    assert client.post(f"/events/{world.event}/rows/stops/new", data={"name": "红军山"}).status_code == 403


def test_guest_who_plans_may_edit_and_not_delete(app: Flask, world: World, in_app: InApp) -> None:
    client = guest_client(app, in_app, world, TeamRole.PLANNER, date(2999, 1, 1))

    added = client.post(f"/events/{world.event}/rows/stops/new", data={"name": "红军山"})
    deleted = client.post(f"/events/{world.event}/delete")

    assert (added.status_code, deleted.status_code) == (302, 404)
    with in_app():
        assert db.session.get_one(Event, world.event).deleted_at is None


def test_guest_is_out_when_the_link_ends(app: Flask, world: World, in_app: InApp) -> None:
    client = guest_client(app, in_app, world, TeamRole.PLANNER, date(2020, 1, 1))

    assert client.get(f"/events/{world.event}").headers["Location"] == f"/sign-in?next=/events/{world.event}"


@pytest.mark.parametrize("change", [{"active": False}, {"session_number": 2}])
def test_ended_session_asks_to_sign_in(world: World, in_app: InApp, signed_in: SignedIn, change: dict[str, Any]) -> None:
    client = signed_in("周老师")
    with in_app():
        for name, value in change.items():
            setattr(db.session.get_one(User, world.users["周老师"]), name, value)
        db.session.commit()

    assert client.get("/").headers["Location"] == "/sign-in?next=/"


@pytest.mark.parametrize("session_id", ["", "1", "1.", ".1", "x.y", "1.9", "99999.1", "guest.", "guest.x", "guest.99999", "².1"])
def test_session_of_nobody(world: World, in_app: InApp, session_id: str) -> None:
    with in_app():
        assert load_person(session_id) is None


def test_parent_sees_an_event_only_after_it_was_submitted(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        create_organisation("市团委")
        db.session.commit()
    client, address = signed_in("吴书记"), f"/events/{world.event}"

    before = client.get(address).status_code
    with in_app():
        db.session.get_one(Event, world.event).status = "submitted"
        db.session.commit()

    assert (before, client.get(address).status_code) == (404, 200)
