"""Passwords are hashed while no transaction is open, and who comes when too many are hashed is told so."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.actors import CONSOLE
from planner.enums import Role
from planner.errors import TooBusy
from planner.extensions import db
from planner.requestqueues import WAITED
from planner.services import accounts, passwords
from planner.services.invitations import invite_member
from planner.services.passwords import BUSY, hash_password
from planner.views.devices import MARKS_COOKIE
from tests.planner.conftest import PASSWORD, World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
PHONE, NEW = "13800000001", "brand-new-password"


@pytest.fixture
def with_password(world: World, in_app: InApp, quick_hashes: PasswordHasher) -> World:
    """The world, in which 周老师 has a password."""
    with in_app():
        accounts.set_password(user(world, "周老师"), hash_password(PASSWORD))
        db.session.commit()
    return world


def sign_in(client: FlaskClient, account: str = PHONE, password: str = PASSWORD, **more: Any) -> TestResponse:
    """Send the form."""
    return client.post("/sign-in", data={"account": account, "password": password, **more})


@pytest.fixture
def noted(quick_hashes: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each password that is hashed or checked, whether a transaction was open meanwhile."""
    were_open, take_turn = [], passwords._take_turn

    def note(work: Callable[[], Any], **more: Any) -> Any:
        were_open.append(db.session().in_transaction())
        return take_turn(work, **more)

    monkeypatch.setattr(passwords, "_take_turn", note)
    return were_open


@pytest.fixture
def ready(with_password: World, noted: list[bool]) -> list[bool]:
    """The same, once 周老师 has a password."""
    noted.clear()
    return noted


@pytest.mark.parametrize(
    ("account", "password", "hashed"),
    [(PHONE, PASSWORD, 1), (PHONE, "wrong-password", 1), ("13800000099", PASSWORD, 1)],
)
def test_sign_in_hashes_while_no_transaction_is_open(
    ready: list[bool], client: FlaskClient, signed_in: SignedIn, account: str, password: str, hashed: int
) -> None:
    for browser in (client, signed_in("李老师")):
        browser.post("/sign-in", data={"account": account, "password": password, "once": "a key"})

        assert ready == [False] * hashed
        ready.clear()


def test_old_hash_is_renewed_while_no_transaction_is_open(
    ready: list[bool], with_password: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        other = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
        user(with_password, "周老师").password_hash = other.hash(PASSWORD)
        db.session.commit()

    assert sign_in(client).status_code == 302
    assert ready == [False, False]


def test_password_is_changed_while_no_transaction_is_open(ready: list[bool], signed_in: SignedIn) -> None:
    signed_in("周老师").post("/me/password", data={"old": PASSWORD, "password": NEW, "again": NEW, "once": "a key"})

    assert ready == [False, False]


def test_password_is_set_by_a_link_while_no_transaction_is_open(
    ready: list[bool], with_password: World, client: FlaskClient, signed_in: SignedIn, in_app: InApp
) -> None:
    for browser in (client, signed_in("李老师")):
        with in_app():
            token = accounts.issue_password_link(user(with_password, "周老师"), hours=1, actor=CONSOLE)
            db.session.commit()

        browser.post(f"/password/{token}", data={"password": NEW, "again": NEW, "once": "a key"})

        assert ready == [False]
        ready.clear()


def test_too_many_at_once_are_told_to_come_again_and_not_counted(
    with_password: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, in_app: InApp
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise TooBusy(BUSY)

    with monkeypatch.context() as patch:
        patch.setattr(passwords, "_take_turn", busy)
        for _ in range(9):
            answer = sign_in(client, next="/events/1")
            assert answer.status_code == 503
            assert BUSY in answer.text
            assert (f'value="{PHONE}"' in answer.text, 'value="/events/1"' in answer.text) == (True, True)

    assert sign_in(client).status_code == 302


def test_stranger_who_has_waited_too_long_is_told_so_and_not_counted(
    with_password: World, client: FlaskClient, noted: list[bool]
) -> None:
    for waited, status in [(10.0, 302), (10.1, 503)]:
        answer = client.post(
            "/sign-in", data={"account": PHONE, "password": PASSWORD}, environ_overrides={WAITED: waited}
        )

        assert answer.status_code == status
        client.delete_cookie(MARKS_COOKIE)
    assert noted == [False], "nothing is hashed for the one who waited too long"


@pytest.mark.parametrize("path", ["/me/password", "/password"])
def test_passwords_are_not_set_when_too_many_are_hashed(
    with_password: World,
    client: FlaskClient,
    signed_in: SignedIn,
    in_app: InApp,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise TooBusy(BUSY)

    with in_app():
        token = accounts.issue_password_link(user(with_password, "周老师"), hours=1, actor=CONSOLE)
        db.session.commit()
    browser = signed_in("周老师") if path == "/me/password" else client
    address = path if path == "/me/password" else f"{path}/{token}"
    with monkeypatch.context() as patch:
        patch.setattr(passwords, "_take_turn", busy)
        answer = browser.post(address, data={"old": PASSWORD, "password": NEW, "again": NEW})

    assert (answer.status_code, BUSY in answer.text) == (503, True)
    assert client.get(f"/password/{token}").status_code == 200, "the link is not used up"
    assert sign_in(client).status_code == 302


def test_installation_is_set_up_while_no_transaction_is_open(
    app: Flask, client: FlaskClient, noted: list[bool]
) -> None:
    app.config["SETUP_CODE"] = "1a2b3c4d"
    typed = {"organisation": "县团委", "name": "沈书记", "account": "13800000031", "password": NEW, "again": NEW}

    assert client.post("/setup", data=typed | {"code": "wrong"}).status_code == 422
    assert noted == [], "nothing is hashed for whoever has not the code"
    assert client.post("/setup", data=typed | {"code": "1a2b3c4d"}).status_code == 302
    assert noted == [False]


def test_account_is_made_by_an_invitation_while_no_transaction_is_open(
    world: World, client: FlaskClient, signed_in: SignedIn, in_app: InApp, noted: list[bool]
) -> None:
    for number, browser in enumerate((client, signed_in("李老师")), start=31):
        with in_app():
            token = invite_member(
                world.units["school"], name="沈老师", account=f"138000000{number}", role=Role.READER, actor=CONSOLE
            )[1]
            db.session.commit()

        answer = browser.post(f"/invitations/{token}", data={"password": NEW, "again": NEW, "once": "a key"})

        assert (answer.status_code, noted) == (302, [False])
        noted.clear()
