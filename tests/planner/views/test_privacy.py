"""What shows something of a child is kept by no browser: tried at every address there is, with every noun."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from planner.enums import ReviewSubject
from planner.extensions import db
from planner.intake.tables.table import SourceCell, SourceLine, Table
from planner.nouns import NOUNS
from planner.papers import PAPERS
from planner.services.intake import keep_batch
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
MARKER = "木槿花开"
TOO_LONG = MARKER * 100
PRIVATE = [noun.name for noun in NOUNS.values() if noun.private]
STATIC = {"static", "bootstrap.static"}
# Whoever signs out reads nothing afterwards.
LAST = {"accounts.sign_out", "accounts.sign_out_everywhere", "devices.end"}


@pytest.fixture
def keys(world: World, in_app: InApp) -> dict[str, str]:
    """The key of one row of each noun; those of private nouns name the marker."""
    with in_app():
        found = {}
        for name, noun in NOUNS.items():
            (found[name],) = put(world, name, {noun.title: MARKER} if noun.private else {})
            if noun.private:
                _keep_batch(world, name, found[name])
        return found


def _keep_batch(world: World, noun: str, key: str) -> None:
    """A table that names the child, on its way into the list, with the key of its row."""
    heading = NOUNS[noun].labels[NOUNS[noun].title]
    table = Table((SourceLine(1, (SourceCell(heading),)), SourceLine(2, (SourceCell(MARKER),))))
    batch = keep_batch(event_of(world), noun, name="", tables=[table], actor=user(world, "周老师"))
    batch.key = key
    db.session.commit()


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


@pytest.fixture
def nothing_lasts(teacher: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request finds the world as it was: what one would commit is rolled back at its end."""
    monkeypatch.setattr(db.session, "commit", db.session.flush)


def addresses(rule: Rule, world: World, keys: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each address of a rule of the world, and the noun that it names."""
    choices: dict[str, list[Any]] = {
        "event_id": [world.event],
        "code": [*PAPERS],
        "subject": [*ReviewSubject],
        "noun": [*NOUNS],
        "key": [*keys.values()] if "noun" not in rule.arguments else [""],
    }
    names = sorted(rule.arguments)
    for values in product(*(choices.get(name, [1]) for name in names)):
        given = dict(zip(names, values, strict=True))
        noun = given.get("noun", "")
        if noun and "key" in given:
            given["key"] = keys[noun]
        text = rule.rule
        for name, value in given.items():
            converter = "int:" if f"<int:{name}>" in text else ""
            text = text.replace(f"<{converter}{name}>", str(value))
        yield text, noun


def text_of(answer: TestResponse) -> str:
    """All that an answer says, also inside a packed file."""
    content = answer.data
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "replace")


def shows_the_child(answer: TestResponse) -> bool:
    """Whether the answer names the child."""
    return MARKER in text_of(answer)


def is_stored(answer: TestResponse) -> bool:
    """Whether a browser may keep the answer."""
    return answer.headers.get("Cache-Control") != "no-store"


@pytest.mark.slow
def test_no_answer_that_names_a_child_is_stored(
    world: World, app: Flask, keys: dict[str, str], nothing_lasts: None, teacher: FlaskClient
) -> None:
    client, named, faults = teacher, set(), []
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in STATIC]
    for rule in sorted(rules, key=lambda rule: (rule.endpoint in LAST, rule.rule)):
        for (address, noun), method in product(addresses(rule, world, keys), sorted(rule.methods or ())):
            if method not in {"GET", "POST"}:
                continue
            typed = {NOUNS[noun].title: TOO_LONG, "text": TOO_LONG} if noun in PRIVATE else {}
            answer = client.open(address, method=method, data=typed)
            if shows_the_child(answer):
                named.add((rule.endpoint, method))
                faults += [f"{method} {address}"] if is_stored(answer) else []

    assert not faults, "\n".join(faults)
    assert named >= {
        ("participants.show", "GET"),
        ("participants.show", "POST"),
        ("rows.add", "POST"),
        ("rows.edit", "GET"),
        ("rows.edit", "POST"),
        ("intake.look", "GET"),
        ("documents.download", "GET"),
    }


@pytest.mark.parametrize("noun", PRIVATE)
def test_form_filled_in_by_its_address_is_not_stored(world: World, signed_in: SignedIn, noun: str) -> None:
    address = f"/events/{world.event}/rows/{noun}"
    title = NOUNS[noun].title
    for page in ("new", "paste"):
        answer = signed_in("周老师").get(f"{address}/{page}", query_string={title: MARKER, "text": MARKER})

        assert (MARKER in answer.text, is_stored(answer)) == (True, False), page


@pytest.mark.parametrize("noun", PRIVATE)
def test_clash_over_a_child_is_not_stored(world: World, keys: dict[str, str], signed_in: SignedIn, noun: str) -> None:
    address = f"/events/{world.event}/rows/{noun}/{keys[noun]}"
    typed = {**EXAMPLES[noun].typed, NOUNS[noun].title: "木兰", "version": "99"}

    answer = signed_in("周老师").post(address, data=typed)

    assert (answer.status_code, MARKER in answer.text, is_stored(answer)) == (409, True, False)


@pytest.mark.parametrize("noun", PRIVATE)
def test_expired_form_of_a_child_is_not_stored(world: World, app: Flask, signed_in: SignedIn, noun: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    answer = signed_in("周老师").post(f"/events/{world.event}/rows/{noun}/new", data={NOUNS[noun].title: MARKER})

    assert (answer.status_code, MARKER in answer.text, is_stored(answer)) == (400, True, False)


@pytest.mark.parametrize("noun", PRIVATE)
def test_fault_of_ours_over_a_child_is_not_stored(
    world: World, app: Flask, signed_in: SignedIn, noun: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("planner.services.rows.add_row", fail)
    typed = {**EXAMPLES[noun].typed, NOUNS[noun].title: MARKER}

    answer = signed_in("周老师").post(f"/events/{world.event}/rows/{noun}/new", data=typed)

    assert (answer.status_code, MARKER in answer.text, is_stored(answer)) == (500, True, False)


@pytest.mark.parametrize("path", ["", "/facts", "/activity", "/rows/duties/new", "/documents/plan"])
def test_other_pages_are_asked_for_anew_but_kept(world: World, signed_in: SignedIn, path: str) -> None:
    answer = signed_in("周老师").get(f"/events/{world.event}{path}")

    assert answer.headers["Cache-Control"] in ("no-cache, private", "private, no-cache")
