"""Quotes of the feedback beside the summary's editor: put into a paragraph, or a paragraph of their own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.queries.summary import read_summary
from planner.report.paragraphs import Summary
from planner.services.feedbackquotes import choose_quote
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import ask_for_feedback, say
from tests.planner.markup import squeeze
from tests.planner.reportsteps import EVENING
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import EVENT, over, taken

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def evening(world: World, in_app: InApp, at: At) -> None:
    """The event is over and told of."""
    at(EVENING)
    with in_app():
        over(world)


@pytest.fixture
def planner(signed_in: SignedIn) -> FlaskClient:
    """Who leads the event."""
    return signed_in("周老师")


def address(world: World, rest: str = "") -> str:
    """A page of the summary."""
    return f"/events/{world.event}/summary{rest}"


def kept(world: World, in_app: InApp) -> Summary:
    """What the database has."""
    with in_app():
        return read_summary(event_of(world))


def choose(world: World, in_app: InApp, words: str) -> str:
    """Something that was said and is quoted; its key. Committed."""
    with in_app():
        ask_for_feedback(world)
        key = say(world, words).key
        choose_quote(event_of(world), key, words, actor=user(world, "周老师"))
        db.session.commit()
        return key


def test_quote_becomes_a_paragraph_of_the_chapter_in_hand(world: World, in_app: InApp, planner: FlaskClient) -> None:
    key = choose(world, in_app, "真好玩")
    page = squeeze(planner.get(address(world, "?section=results")).text)

    answer = planner.post(address(world, "/paragraphs"), data={"chapter": "results", "quote": key})

    assert f'<button class="btn btn-line btn-sm" name="quote" value="{key}">另起一段</button>' in page
    (paragraph,) = kept(world, in_app).paragraphs
    assert (paragraph.chapter, paragraph.parts) == ("results", ("一名孩子说：“真好玩。”",))
    assert answer.headers["Location"] == f"{address(world)}?section=results#p-{paragraph.key}"


def test_critical_quote_is_offered_for_the_shortfalls(world: World, in_app: InApp, planner: FlaskClient) -> None:
    choose(world, in_app, "中午太热")

    elsewhere = squeeze(planner.get(address(world, "?section=results")).text)
    there = squeeze(planner.get(address(world, "?section=shortfalls")).text)

    assert ("写进不足" in elsewhere, 'name="chapter" value="shortfalls"' in elsewhere) == (True, True)
    assert ("写进不足" in there, "另起一段" in there) == (False, True)


def test_quote_can_be_put_into_the_open_paragraph_by_scripts(world: World, in_app: InApp, planner: FlaskClient) -> None:
    choose(world, in_app, "真好玩")
    with in_app():
        taken(world)
        db.session.commit()

    page = squeeze(planner.get(address(world, f"?open={EVENT}")).text)

    assert "<q data-example>一名孩子说：“真好玩。”</q>" in page
    assert "data-insert hidden>插入</button>" in page
    assert "data-insert" not in planner.get(address(world)).text


def test_quote_that_was_taken_back_is_put_nowhere(world: World, in_app: InApp, planner: FlaskClient) -> None:
    answer = planner.post(address(world, "/paragraphs"), data={"chapter": "results", "quote": "nothere"})

    assert (answer.status_code, "不再引用了" in answer.text) == (404, True)
    assert kept(world, in_app).paragraphs == ()
