"""How well whole plans are read: 40 to tune on, 20 that were read once, and three that organisers really wrote."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.intake.plans.answer import answer_of
from planner.intake.plans.planreading import read_plan
from tests.planner.intake.plans.scoring import f1_by_field

HERE = Path(__file__).parent
# What is promised of plans that nobody has seen, and the fields that are hardest to read.
LEAST, LEAST_OF = 0.90, {"people": 0.80, "safety": 0.75}
LEAST_TUNED = 0.98
SHARED = ("childrens_day_visit", "spring_festival_visits", "summer_study_tour")


@cache
def pairs_of(folder: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Label and answer of every plan in a folder."""
    labels = sorted((HERE / folder).glob("*.json"))
    return [(json.loads(path.read_text(encoding="utf-8")), read_one(path.with_suffix(".txt"))) for path in labels]


def read_one(path: Path) -> dict[str, Any]:
    """The answer for one text, as it would be printed."""
    answer: dict[str, Any] = json.loads(json.dumps(answer_of(read_plan(path.read_text(encoding="utf-8")))))
    return answer


@pytest.mark.parametrize(("folder", "count", "least"), [("tuning", 40, LEAST_TUNED), ("once", 20, LEAST)])
def test_plans_are_read_well_enough(folder: str, count: int, least: float) -> None:
    pairs = pairs_of(folder)

    scores = f1_by_field(pairs)

    assert len(pairs) == count
    assert sum(scores.values()) / len(scores) >= least, scores
    assert {field: scores[field] for field, floor in LEAST_OF.items() if scores[field] < floor} == {}


@pytest.mark.parametrize("name", SHARED)
def test_every_fact_of_a_real_plan_is_right(name: str) -> None:
    label = json.loads((HERE / "shared" / f"{name}.json").read_text(encoding="utf-8"))

    scores = f1_by_field([(label, read_one(HERE / "shared" / f"{name}.txt"))])

    assert {field: score for field, score in scores.items() if score < 1} == {}


def test_nothing_read_scores_nothing() -> None:
    assert set(f1_by_field([(label, {}) for label, _ in pairs_of("once")]).values()) == {0.0}


def test_labels_agree_with_themselves() -> None:
    assert set(f1_by_field([(label, label) for label, _ in pairs_of("tuning")]).values()) == {1.0}


@pytest.mark.parametrize("folder", ["tuning", "once"])
def test_every_fact_names_its_words(folder: str) -> None:
    """Each has a place in the text, says why where it isn't ticked, and the places lie within the text."""
    for path in sorted((HERE / folder).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for fact in read_plan(text).facts:
            assert fact.spans or fact.rule == "no-words", (path.name, fact)
            assert all(0 <= span.start < span.end <= len(text) for span in fact.spans), (path.name, fact)
            assert fact.is_sure != bool(fact.reason), (path.name, fact)
