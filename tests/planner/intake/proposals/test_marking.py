"""The text cut into pieces: nothing of it is lost, marks begin and end where their words do."""

import random
from pathlib import Path

import pytest

from planner.intake.plans.planreading import read_plan
from planner.intake.plans.reading import Field, PlanReading, Private, TextSpan
from planner.intake.proposals.marking import mark_text
from planner.intake.proposals.proposing import propose_plan
from tests.planner.intake.proposals.readings import fact, reading

SHARED = Path(__file__).parents[1] / "plans" / "shared"


def test_words_of_a_proposal_are_one_piece_with_its_number_behind() -> None:
    text = "主题：手牵手。"
    found = propose_plan(reading(text, (fact(text, Field.THEME, "手牵手", value="手牵手"),)))

    (line,) = mark_text(found)

    assert [(p.text, p.item and p.item.number, p.begins, [e.number for e in p.ends]) for p in line.pieces] == [
        ("主题：", None, False, []),
        ("手牵手", 1, True, [1]),
        ("。", None, False, []),
    ]


def test_shared_words_show_the_narrower_proposal_and_number_both() -> None:
    text = "领队周老师电话"
    facts = (
        fact(text, Field.THEME, "领队周老师", value="领队周老师"),
        fact(text, Field.PEOPLE, "周老师", role="领队", name="周老师"),
    )

    (line,) = mark_text(propose_plan(reading(text, facts)))

    assert [(p.text, p.item and p.item.number, [e.number for e in p.ends]) for p in line.pieces] == [
        ("领队", 1, []),
        ("周老师", 2, [1, 2]),
        ("电话", None, []),
    ]


def test_private_words_are_pieces_of_their_own_and_phones_are_masked() -> None:
    text = "林小满 13800001101"
    private = (Private("child", TextSpan(0, 3)), Private("phone", TextSpan(4, 15)))

    (line,) = mark_text(propose_plan(PlanReading(text, (), (), (), private)))

    assert [(p.text, p.is_private) for p in line.pieces] == [("林小满", True), (" ", False), ("138****1101", True)]


def test_empty_lines_are_gaps() -> None:
    lines = mark_text(propose_plan(reading("\n一\n\n \n二\r\n三", ())))

    assert [(line.pieces[0].text, line.has_gap) for line in lines] == [("一", True), ("二", True), ("三", False)]


@pytest.mark.parametrize("name", ["childrens_day_visit", "spring_festival_visits", "summer_study_tour"])
def test_no_sign_of_a_plan_is_lost(name: str) -> None:
    whole = (SHARED / f"{name}.txt").read_text(encoding="utf-8")
    shuffled = whole.splitlines()
    random.Random(name).shuffle(shuffled)
    for text in (whole, "\n".join(shuffled)):
        found = propose_plan(read_plan(text))
        lines = mark_text(found)
        shown = ["".join(piece.text for piece in line.pieces) for line in lines]
        assert shown == [line for line in text.splitlines() if line.strip()]
        begun = [piece.item.number for line in lines for piece in line.pieces if piece.item and piece.begins]
        assert len(begun) == len(set(begun))
