"""The host of links: as it is set, or this machine; never the one that a request names."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, redirect
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner import clock
from planner.enums import LinkPurpose
from planner.extensions import db
from planner.models import Link, User
from planner.services.devices import begin_session
from planner.views.links import NO_ADDRESS, public_url, stay_here
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
# Whoever comes from elsewhere, whoever names another host, and both.
FROM_ELSEWHERE = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
FORGED = {"base_url": "http://evil.example"}
NOT_HERE = pytest.mark.parametrize("how", [FROM_ELSEWHERE, FORGED, FROM_ELSEWHERE | FORGED])
GUEST = {
    "name": "孙医生",
    "organisation": "县医院",
    "role": "planner",
    "ends_on": (clock.today() + timedelta(days=30)).isoformat(),
}
COLLEAGUE = {"name": "沈老师", "account": "13800000031", "role": "organiser"}


def count(in_app: InApp, model: type[Any]) -> int:
    """How many there are."""
    with in_app():
        return db.session.query(model).count()


@pytest.fixture
def send(world: World, app: Flask, in_app: InApp) -> Callable[..., TestResponse]:
    """`send("管理员", path, …)`: that person's form, with further options of the request."""

    def post(name: str, path: str, **options: Any) -> TestResponse:
        with in_app():
            session_id = begin_session(db.session.get_one(User, world.users[name]))
            db.session.commit()
        client = app.test_client()
        root = options.get("base_url", "http://localhost")
        with client.session_transaction(base_url=root) as session:
            session["_user_id"], session["_fresh"] = session_id, True
        return client.post(path, **options)

    return post


@NOT_HERE
def test_invite_without_an_address_is_refused_with_its_input(
    world: World, in_app: InApp, send: Callable[..., TestResponse], how: dict[str, Any]
) -> None:
    answer = send("周老师", f"/events/{world.event}/team/invites", data=GUEST, **how)

    assert answer.status_code == 422
    assert NO_ADDRESS in answer.text
    assert 'value="孙医生"' in answer.text
    assert "evil.example" not in answer.text
    assert count(in_app, Link) == 0


@NOT_HERE
def test_new_colleague_without_an_address_is_refused_with_the_input(
    world: World, in_app: InApp, send: Callable[..., TestResponse], how: dict[str, Any]
) -> None:
    before = count(in_app, User)

    answer = send("管理员", f"/users/{world.units['school']}/add", data=COLLEAGUE, **how)

    assert answer.status_code == 422
    assert NO_ADDRESS in answer.text
    assert 'value="沈老师"' in answer.text
    assert (count(in_app, User), count(in_app, Link)) == (before, 0)


@NOT_HERE
def test_link_for_a_password_without_an_address_is_refused(
    world: World, in_app: InApp, send: Callable[..., TestResponse], how: dict[str, Any]
) -> None:
    answer = send("管理员", f"/users/{world.units['school']}/{world.users['李老师']}/reset", **how)

    assert (answer.status_code, NO_ADDRESS in answer.text) == (422, True)
    assert count(in_app, Link) == 0


@NOT_HERE
def test_link_that_is_renewed_without_an_address_stays_as_it_was(
    world: World, in_app: InApp, send: Callable[..., TestResponse], how: dict[str, Any]
) -> None:
    send("周老师", f"/events/{world.event}/team/invites", data=GUEST)
    with in_app():
        link = db.session.query(Link).filter_by(purpose=LinkPurpose.GUEST).one()
        before = (link.id, link.token_hash, link.renewed_at)

    answer = send("周老师", f"/events/{world.event}/team/links/{before[0]}/renew", **how)

    assert (answer.status_code, NO_ADDRESS in answer.text) == (422, True)
    with in_app():
        link = db.session.get_one(Link, before[0])
        assert (link.id, link.token_hash, link.renewed_at) == before


@pytest.mark.parametrize(
    ("root", "address"),
    [("http://127.0.0.1:8000", "127.0.0.1"), ("http://[::1]:8000", "::1"), ("http://localhost", "::1")],
)
def test_link_made_at_this_machine_is_for_this_machine(app: Flask, root: str, address: str) -> None:
    with app.test_request_context(base_url=root, environ_overrides={"REMOTE_ADDR": address}):
        assert public_url("team.join", token="x") == f"{root}/join/x"


@NOT_HERE
def test_public_address_is_in_the_link_whatever_the_request_names(
    world: World, app: Flask, send: Callable[..., TestResponse], how: dict[str, Any]
) -> None:
    app.config["PUBLIC_URL"] = "https://plan.example.org"

    page = send("周老师", f"/events/{world.event}/team/invites", data=GUEST, **how).text

    assert 'value="https://plan.example.org/join/' in page
    assert "evil.example" not in page


@pytest.mark.parametrize(
    ("public", "root", "host"),
    [
        ("", "http://evil.example", b"localhost"),
        ("", "http://127.0.0.1:8000", b"127.0.0.1"),
        ("https://plan.example.org", "http://evil.example", b"plan.example.org"),
    ],
)
def test_forged_host_is_in_no_calendar_entry(
    world: World, app: Flask, in_app: InApp, public: str, root: str, host: bytes
) -> None:
    app.config["PUBLIC_URL"] = public
    with in_app():
        session_id = begin_session(db.session.get_one(User, world.users["周老师"]))
        db.session.commit()
    client = app.test_client()
    with client.session_transaction(base_url=root) as session:
        session["_user_id"], session["_fresh"] = session_id, True

    answer = client.get(f"/events/{world.event}/documents/calendar", base_url=root)

    assert answer.status_code == 200
    assert b"evil" not in answer.data
    assert f"event-{world.event}.".encode() + host in answer.data


@pytest.mark.parametrize("path", ["//events", "//events?a=1", "/events//1", "///events", "/", "/events"])
def test_forged_host_is_in_no_redirect(world: World, client: FlaskClient, path: str) -> None:
    answer = client.get(f"http://evil.example{path}")

    assert answer.status_code in (302, 308)
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")
    assert "http" not in answer.headers["Location"]


def test_address_to_go_on_to_is_cut_down_to_a_path_of_ours(app: Flask) -> None:
    with app.test_request_context():
        answer = stay_here(redirect("http://evil.example//other.example/x?a=1#b"))

    assert answer.location == "/other.example/x?a=1#b"


@NOT_HERE
def test_forged_host_is_in_no_page(world: World, client: FlaskClient, how: dict[str, Any]) -> None:
    for path in ("/sign-in", "/nowhere", "/join/x", "/password/x"):
        assert "evil" not in client.get(path, **how).text
