"""Judging everybody of a shift at once: who came, who was judged before, one's own."""

import pytest

from planner.errors import NotFound
from planner.extensions import db
from planner.models import ServiceEvaluation, Volunteer
from planner.services.evaluations import evaluate_service, evaluate_shift
from tests.planner.conftest import World
from tests.planner.hourssteps import came, past_shift, wall
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user


def judged() -> dict[str, int]:
    """The stars of everybody who has any."""
    rows = db.session.execute(
        db.select(Volunteer.name, ServiceEvaluation.stars).join(
            ServiceEvaluation, ServiceEvaluation.volunteer_id == Volunteer.id
        )
    )
    return {row[0]: row[1] for row in rows}


def test_shift_is_judged_at_once_but_for_who_was_judged_before_or_is_not_known_to_have_come(
    world: World, in_app: InApp
) -> None:
    with in_app():
        owner = user(world, "周老师")
        before, one, other, absent = past_shift(world, "甲", "乙", "丙", "丁")
        for each in (before, one, other):
            came(each, wall(9), wall(11))
        elsewhere = came(past_shift(world, "戊", start=14, end=16)[0], wall(14), wall(16), begins=14, ends=16)
        evaluate_service(event_of(world), before.volunteer, stars=3, words="", actor=owner)

        count = evaluate_shift(event_of(world), before.shift, stars=5, words="", actor=owner)

        assert (count, judged()) == (2, {"甲": 3, "乙": 5, "丙": 5})
        assert evaluate_shift(event_of(world), "", stars=4, words="", actor=owner) == 1
        assert judged()[elsewhere.volunteer.name] == 4
        assert absent.volunteer.name not in judged()
        with pytest.raises(NotFound, match="没有要评价的人"):
            evaluate_shift(event_of(world), before.shift, stars=5, words="", actor=owner)


def test_own_service_is_left_to_somebody_else(world: World, in_app: InApp) -> None:
    with in_app():
        owner = user(world, "周老师")
        mine, other = past_shift(world, "甲", "乙")
        for each in (mine, other):
            came(each, wall(9), wall(11))
        mine.volunteer.phone = owner.phone
        db.session.commit()

        assert evaluate_shift(event_of(world), mine.shift, stars=5, words="", actor=owner) == 1
        assert judged() == {"乙": 5}
