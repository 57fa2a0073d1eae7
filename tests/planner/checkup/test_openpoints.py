"""Facts that are not known yet."""

from dataclasses import replace
from typing import Any

import pytest

from planner.checkup import Context, apply_rules, openpoints
from planner.days import Day
from planner.dossier import (
    Dossier,
    Duty,
    Stop,
)
from planner.samples import load_sample

TOUR = load_sample("hometown_tour")


def test_open_points_of_known_facts_are_none() -> None:
    assert apply_rules(openpoints.RULES, Context(TOUR)) == []


@pytest.mark.parametrize(
    ("facts", "code", "where"),
    [
        ({"ends_on": None}, "day-open", "facts/ends_on"),
        ({"starts_on": None}, "day-open", "facts/starts_on"),
        ({"starts_on": Day(8, 9), "ends_on": Day(8, 11)}, "year-missing", "facts/starts_on"),
        ({"starts_at": None}, "hour-missing", "facts/starts_at"),
        ({"transport": ""}, "vehicle-missing", "facts/transport"),
        ({"theme": " "}, "theme-missing", "facts/theme"),
        ({"signed_on": None}, "signature-open", "facts/signed_on"),
        ({"title": ""}, "title-missing", "facts/title"),
    ],
)
def test_open_points_name_the_unknown_fact(facts: dict[str, Any], code: str, where: str) -> None:
    found = apply_rules(openpoints.RULES, Context(replace(TOUR, facts=replace(TOUR.facts, **facts))))

    assert [(f.code, f.where) for f in found] == [(code, where)]


def test_open_points_take_a_stop_for_a_place_and_a_named_post_for_a_chief() -> None:
    dossier = Dossier(stops=(Stop("s", "学校"),), duties=(Duty("d", "活动总负责", "甲老师"),))

    assert {"place-missing", "chief-missing"}.isdisjoint(
        f.code for f in apply_rules(openpoints.RULES, Context(dossier))
    )
