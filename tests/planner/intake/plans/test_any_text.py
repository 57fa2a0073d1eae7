"""Whatever the text is: no crash, bounded time, and every place lies within it."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.intake.plans.answer import answer_of
from planner.intake.plans.planreading import MOST_CHARACTERS, read_plan

HERE = Path(__file__).parent
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((HERE / "tuning").glob("*.txt"))]
SIGNS = "一二、（）()1.:：□|\t\n 年月日元时点至—xX*#某负责人组长安全\u3000\u200b\ud800"
# Generous: the machine is shared. A plan takes a tenth of a second.
MOST_SECONDS = 10


def check(text: str) -> None:
    """Read it; all places lie within."""
    reading = read_plan(text)
    answer_of(reading)
    for fact in reading.facts:
        assert all(0 <= span.start < span.end <= len(text) for span in fact.spans), fact
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in reading.private)


@given(st.text(alphabet=SIGNS, max_size=300))
@settings(max_examples=100, deadline=None)
def test_garbage(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_characters(text: str) -> None:
    check(text)


@pytest.mark.parametrize("seed", range(40))
def test_cut_and_shuffled_plans(seed: int) -> None:
    chance = random.Random(seed)
    lines = "\n".join(chance.sample(TEXTS, 2)).splitlines()
    chance.shuffle(lines)
    text = "\n".join(lines)
    start = chance.randrange(len(text))

    check(text[start : start + chance.randrange(2000)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "一、" * 500_000,
        "1" * 100_000,
        "（" * 200_000,
        "2025年" * 200_000,
        "张三、" * 300_000,
        "\t|" * 400_000,
        "\n".join(["时间：3月5日 地点：学校"] * 5_000),
    ],
    ids=["empty", "lines", "marks", "digits", "brackets", "years", "names", "cells", "labels"],
)
def test_very_long_texts_take_bounded_time(text: str) -> None:
    began = time.monotonic()

    reading = read_plan(text)

    assert time.monotonic() - began < MOST_SECONDS
    assert bool(reading.notes) == (len(text) > MOST_CHARACTERS)
