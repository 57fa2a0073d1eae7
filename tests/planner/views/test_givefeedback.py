"""Feedback as people give it behind the code: light, once a phone, changed, taken back, refused in words."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.extensions import db
from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.models import Feedback
from planner.queries.feedback import list_voices
from planner.services import signinglimits
from planner.services.feedbackdesk import close_feedback
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import CHILD, DRAWING, GUARDIAN, ask_for_feedback
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
# All that a phone asks for, on its way uncompressed.
MOST_BYTES = 40_000


@pytest.fixture
def token(world: World, in_app: InApp) -> str:
    """The event takes feedback."""
    with in_app():
        return ask_for_feedback(world)


def said(world: World, in_app: InApp) -> list[tuple[FeedbackAudience, int, str]]:
    """What was said so far."""
    with in_app():
        return [(voice.audience, voice.stars, voice.words) for voice in list_voices(world.event)]


@pytest.mark.parametrize("path", ["", "/child", "/guardian", "/volunteer", "/other"])
def test_page_weighs_little_and_asks_nobody_else(token: str, client: FlaskClient, path: str) -> None:
    page = client.get(f"/f/{token}{path}")
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', page.text)
    loaded = [client.get(script) for script in scripts]

    assert [answer.status_code for answer in (page, *loaded)] == [200] * (1 + len(scripts))
    assert sum(len(answer.data) for answer in (page, *loaded)) <= MOST_BYTES
    assert len(scripts) == (path == "/child")
    assert re.findall(r'(?:href|src)="https?:', page.text) == []
    assert (page.headers["Referrer-Policy"], page.headers["Cache-Control"]) == ("no-referrer", "no-store")


def test_code_for_everybody_asks_who_speaks(token: str, client: FlaskClient) -> None:
    page = client.get(f"/f/{token}").text

    assert re.findall(rf'href="(/f/{token}/\w+)"\s*>(\w+)<', page) == [
        (f"/f/{token}/{one.value}", one.label) for one in FeedbackAudience
    ]


def test_child_taps_a_face_and_nothing_asks_for_a_name(
    world: World, in_app: InApp, token: str, client: FlaskClient
) -> None:
    form = client.get(f"/f/{token}/child").text
    sent = {"stars": "5", "words": " 水很干净 ", "drawing": DRAWING, "year": "5"}
    answer = client.post(f"/f/{token}/child", data=sent, follow_redirects=True)

    assert "谢谢，记下了" in answer.text
    names = set(re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"', form)) - {"csrf_token", "once", "homepage"}
    assert names == {"stars", "words", "drawing", "year"}
    with in_app():
        kept = db.session.query(Feedback).one()
        assert (kept.audience, kept.stars, kept.words) == (CHILD, 5, "水很干净")
        assert (kept.drawing, kept.school_year) == (DRAWING, SchoolYear.FIVE)


def test_same_phone_is_thanked_and_changes_what_it_said(
    world: World, in_app: InApp, token: str, client: FlaskClient
) -> None:
    here = f"/f/{token}/guardian"
    client.get(here)
    client.post(here, data={"stars": "4", "words": "放心"})
    again, form = client.get(here).text, client.get(f"{here}?change=1").text
    client.post(f"{here}?change=1", data={"stars": "2", "words": "太晚了"})

    assert "只算一份" in again
    assert "放心</textarea>" in form
    assert re.findall(r'value="(\d)"[^>]*checked', form.replace("\n", " ")) == ["4"]
    assert said(world, in_app) == [(GUARDIAN, 2, "太晚了")]


def test_phone_that_forgot_its_mark_between_two_posts_is_another_one(
    world: World, app: Flask, in_app: InApp, token: str
) -> None:
    for words in ("放心", "很好"):
        app.test_client().post(f"/f/{token}/guardian", data={"stars": "5", "words": words})

    assert [words for _, _, words in said(world, in_app)] == ["很好", "放心"]


def test_mark_that_nobody_here_signed_is_not_taken(
    world: World, in_app: InApp, token: str, client: FlaskClient
) -> None:
    name, here = f"planner_f{world.event}", f"/f/{token}/other"
    client.post(here, data={"stars": "5"})
    cookie = client.get_cookie(name, path="/f")
    assert cookie is not None
    client.set_cookie(name, "x" + cookie.value, path="/f")

    client.post(here, data={"stars": "4"})

    assert sorted(stars for _, stars, _ in said(world, in_app)) == [4, 5]
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


def test_what_is_taken_back_is_gone(world: World, in_app: InApp, token: str, client: FlaskClient) -> None:
    here = f"/f/{token}/other"
    client.post(here, data={"stars": "5", "words": "好"})

    answer = client.post(f"{here}/withdraw", follow_redirects=True)

    assert ("办得怎么样" in answer.text, said(world, in_app)) == (True, [])


@pytest.mark.parametrize(
    ("audience", "sent", "words"),
    [
        ("child", {"words": "好玩"}, "点一张脸。"),
        ("guardian", {"words": "好玩", "stars": "6"}, "点一颗星。"),
        ("guardian", {"stars": "5", "words": "好" * 301}, "最多 300 个字，现在有 301 个。"),
        ("child", {"stars": "5", "words": "好玩", "drawing": "[[1,2"}, "画没有传完整，再画一次。"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    world: World, in_app: InApp, token: str, client: FlaskClient, audience: str, sent: dict[str, str], words: str
) -> None:
    answer = client.post(f"/f/{token}/{audience}", data=sent)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert f"{sent['words']}</textarea>" in answer.text
    assert said(world, in_app) == []


def test_machines_are_thanked_for_nothing(world: World, in_app: InApp, token: str, client: FlaskClient) -> None:
    client.post(f"/f/{token}/other", data={"stars": "5", "homepage": "x"})

    assert said(world, in_app) == []


def test_one_address_waits_after_a_class_and_keeps_what_was_typed(
    world: World, app: Flask, in_app: InApp, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signinglimits, "ADDRESS_FEEDBACK", 2)
    answers = [
        app.test_client().post(f"/f/{token}/guardian", data={"stars": "5", "words": words})
        for words in ("一", "二", "三")
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 403]
    assert "操作太频繁" in answers[-1].text
    assert "三</textarea>" in answers[-1].text
    assert [words for _, _, words in said(world, in_app)] == ["二", "一"]


@pytest.mark.parametrize("way", ["hand", "day"])
def test_after_the_end_one_is_thanked_and_nothing_is_taken(
    world: World, in_app: InApp, token: str, client: FlaskClient, at: At, way: str
) -> None:
    client.post(f"/f/{token}/other", data={"stars": "5", "words": "好"})
    with in_app():
        close_feedback(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
    if way == "day":
        at(clock.now() + timedelta(days=15))

    closed = [client.get(f"/f/{token}"), client.get(f"/f/{token}/child"), client.post(f"/f/{token}/other")]
    mine = client.get(f"/f/{token}/other").text
    late = client.post(f"/f/{token}/guardian", data={"stars": "5", "words": "我写了很多"})

    assert [answer.status_code for answer in closed] == [403] * 3
    assert "反馈已经收完了，谢谢你。" in closed[0].text
    assert ("谢谢，记下了" in mine, "改一改" in mine) == (True, False)
    assert (late.status_code, "我写了很多" in late.text) == (403, True)
    assert said(world, in_app) == [(FeedbackAudience.OTHER, 5, "好")]


@pytest.mark.parametrize("path", ["nothere", "nothere/child"])
def test_link_that_was_never_made_says_where_to_ask(world: World, client: FlaskClient, path: str) -> None:
    answer = client.get(f"/f/{path}")

    assert (answer.status_code, "这个反馈链接打不开了" in answer.text, "报名" in answer.text) == (404, True, False)


def test_nobody_is_there_who_is_no_audience(token: str, client: FlaskClient) -> None:
    assert client.get(f"/f/{token}/nobody").status_code == 404
