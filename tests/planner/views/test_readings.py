"""Whoever is shown rows of a private noun stands in the log: with the noun, and how much of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Activity, TeamMember
from planner.nouns import NOUNS
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, clear_rows, put, put_many

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CHILD = EXAMPLES["participants"]


@pytest.fixture
def client(world: World, in_app: InApp, signed_in: SignedIn) -> FlaskClient:
    """周老师, whose event has no rows yet."""
    with in_app():
        clear_rows()
    return signed_in("周老师")


@pytest.fixture
def private_contacts(monkeypatch: pytest.MonkeyPatch) -> str:
    """Contacts, as if they were as private as the roster; what they are called."""
    monkeypatch.setitem(NOUNS, "contacts", replace(NOUNS["contacts"], private=True))
    return NOUNS["contacts"].label


def readings(in_app: InApp) -> list[tuple[str, str]]:
    """Who was shown what, in order."""
    with in_app():
        found = db.select(Activity.actor, Activity.subject).where(Activity.verb == "查看").order_by(Activity.id)
        return [(actor, subject) for actor, subject in db.session.execute(found)]


def test_table_of_a_private_noun_is_logged_with_its_length(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        put_many(world, "participants", 3)

    page = client.get(f"/events/{world.event}/rows/participants")

    assert (page.status_code, page.text.count(CHILD.typed["phone"])) == (200, 3)
    assert readings(in_app) == [("周老师", "花名册的 3 行")]


def test_reading_by_others_than_the_owner_is_shown_and_logged(
    world: World, in_app: InApp, client: FlaskClient, signed_in: SignedIn
) -> None:
    with in_app():
        (key,) = put(world, "participants")
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.PLANNER))
        db.session.commit()
    planner, rows = signed_in("李老师"), f"/events/{world.event}/rows/participants"

    answers = [
        planner.get(rows),
        planner.get(f"{rows}/{key}"),
        planner.post(f"{rows}/{key}", data={**CHILD.typed, "phone": "13800000199", "version": "99"}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert all(CHILD.typed["phone"] in answer.text for answer in answers)
    assert readings(in_app) == [("李老师", f"花名册的{shown}") for shown in (" 1 行", "一行", "一行")]


def test_table_without_rows_shows_nothing_to_log(world: World, in_app: InApp, client: FlaskClient) -> None:
    page = client.get(f"/events/{world.event}/rows/participants")

    assert page.status_code == 200
    assert readings(in_app) == []


def test_log_names_the_noun_that_was_shown(
    world: World, in_app: InApp, client: FlaskClient, private_contacts: str
) -> None:
    with in_app():
        key, _ = put(world, "contacts", {}, {})

    client.get(f"/events/{world.event}/rows/contacts")
    client.get(f"/events/{world.event}/rows/contacts/{key}")

    assert readings(in_app) == [("周老师", f"{private_contacts}的 2 行"), ("周老师", f"{private_contacts}的一行")]


def test_rows_that_are_not_private_are_shown_without_a_word(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        (key,) = put(world, "contacts")
    typed = {**EXAMPLES["contacts"].typed, "name": "县医院", "version": "99"}

    client.get(f"/events/{world.event}/rows/contacts")
    client.get(f"/events/{world.event}/rows/contacts/{key}")
    clash = client.post(f"/events/{world.event}/rows/contacts/{key}", data=typed)

    assert clash.status_code == 409
    assert readings(in_app) == []


def test_clash_that_shows_what_another_wrote_of_a_child_is_logged(
    world: World, in_app: InApp, client: FlaskClient
) -> None:
    with in_app():
        (key,) = put(world, "participants")
    typed = {**CHILD.typed, "phone": "13800000199", "version": "99"}

    answer = client.post(f"/events/{world.event}/rows/participants/{key}", data=typed)

    assert (answer.status_code, CHILD.typed["phone"] in answer.text) == (409, True)
    assert readings(in_app) == [("周老师", "花名册的一行")]


def test_logged_clash_counts_as_nothing_saved(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        (key,) = put(world, "participants")
    typed = {**CHILD.typed, "phone": "13800000199", "version": "99", "once": "a-key-of-the-page"}

    answers = [client.post(f"/events/{world.event}/rows/participants/{key}", data=typed) for _ in range(2)]

    assert [(answer.status_code, "data-saved" in answer.text) for answer in answers] == [(409, False)] * 2
    assert len(readings(in_app)) == 2


def test_saving_or_mending_a_row_is_no_reading(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        (key,) = put(world, "participants")
    address = f"/events/{world.event}/rows/participants/{key}"

    refused = client.post(address, data={**CHILD.typed, "name": "", "version": "1"})
    saved = client.post(address, data={**CHILD.typed, "phone": "13800000199", "version": "1"})

    assert (refused.status_code, saved.status_code) == (422, 302)
    assert readings(in_app) == []
