"""Everybody of a shift at once: judged, or trained."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import ServiceEvaluation, Volunteer
from planner.people.personrecords import read_entries
from tests.planner.conftest import World
from tests.planner.hourssteps import served
from tests.planner.locks.steps import InApp
from tests.planner.views.test_personrecords import TRAINING

SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def together(world: World, in_app: InApp) -> str:
    """Everybody of a shift of two."""
    with in_app():
        served(world, "甲", "乙")
    return f"/events/{world.event}/volunteers/hours/together"


def test_shift_is_judged_and_trained_at_once(together: str, world: World, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")

    judged = client.post(f"{together}/evaluate", data={"shift": "", "stars": "5", "words": ""}, follow_redirects=True)
    trained = client.post(f"{together}/training", data={"shift": "", **TRAINING}, follow_redirects=True)

    assert ("已评价 2 人" in judged.text, "已登记培训 2 人" in trained.text) == (True, True)
    with in_app():
        assert db.session.scalars(db.select(ServiceEvaluation.stars)).all() == [5, 5]
        records = db.session.scalars(db.select(Volunteer.record)).all()
        assert [read_entries(text).training_minutes for text in records] == [90, 90]


@pytest.mark.parametrize(
    ("path", "typed", "words"),
    [
        ("evaluate", {"shift": "", "stars": "0", "words": ""}, "选几颗星，或者写一句话"),
        ("evaluate", {"shift": "nothere", "stars": "5", "words": ""}, "从列表里选一项"),
        ("training", {"shift": "", **TRAINING, "organiser": ""}, "写谁办的培训"),
    ],
)
def test_what_is_refused_of_a_shift_is_said(
    together: str, signed_in: SignedIn, path: str, typed: dict[str, str], words: str
) -> None:
    answer = signed_in("周老师").post(f"{together}/{path}", data=typed)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert "所有班次的人" in answer.text


def test_shift_of_many_is_for_who_settles_hours(together: str, signed_in: SignedIn) -> None:
    assert [signed_in(name).get(together).status_code for name in ("周老师", "陈老师", "江老师")] == [200, 403, 404]


def test_each_field_of_the_page_has_an_id_of_its_own(together: str, signed_in: SignedIn) -> None:
    ids = re.findall(r'\sid="([^"]+)"', signed_in("周老师").get(together).text)

    assert sorted(ids) == sorted(set(ids))
