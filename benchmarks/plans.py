"""Whole plans: how long reading one takes, among sixty of many layouts."""

import statistics
import time
from pathlib import Path

from planner.intake.plans.answer import answer_of
from planner.intake.plans.planreading import read_plan

Row = tuple[str, str, str, bool]
TEXTS = Path(__file__).resolve().parent.parent / "tests" / "planner" / "intake" / "plans"
MOST_SECONDS = 0.5


def measure() -> list[Row]:
    """Rows of name, figure, limit, kept."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*/*.txt"))]
    read_plan(texts[0])
    seconds = [_seconds(text) for text in texts]
    middle, longest = statistics.median(seconds), max(seconds)
    return [
        (f"a plan is read, of {len(texts)}", f"{middle * 1000:.0f} ms", "", True),
        ("the slowest of them", f"{longest * 1000:.0f} ms", f"≤ {MOST_SECONDS * 1000:.0f} ms", longest <= MOST_SECONDS),
    ]


def _seconds(text: str) -> float:
    began = time.perf_counter()
    answer_of(read_plan(text))
    return time.perf_counter() - began
