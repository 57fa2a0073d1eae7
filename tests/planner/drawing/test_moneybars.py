"""Planned against actual as bars."""

import pytest

from budgets import CategoryResult, Money, Total
from planner.drawing.moneybars import difference_words, money_bars


def result(planned: int, actual: int, unknown: int = 0) -> CategoryResult:
    """A category in fen."""
    return CategoryResult(Total(Money(planned), unknown), Money(actual), ())


def test_longest_bar_is_the_whole_width_and_an_overrun_begins_where_the_plan_ends() -> None:
    bars = {
        bar.name: bar
        for bar in money_bars({"餐费": result(800, 1000), "交通费": result(500, 250), "其他": result(0, 100)})
    }

    widths = {name: (bar.plan_width, bar.actual_width, bar.over_width) for name, bar in bars.items()}

    assert widths == {"餐费": (80, 80, 20), "交通费": (50, 25, 0), "其他": (0, 0, 10)}


def test_nothing_planned_and_nothing_spent_is_no_bar() -> None:
    assert money_bars({}) == ()
    (bar,) = money_bars({"餐费": result(0, 0)})
    assert (bar.plan_width, bar.actual_width, bar.over_width) == (0, 0, 0)


@pytest.mark.parametrize(
    ("planned", "unknown", "actual", "words"),
    [(100, 0, 148, "超 0.48"), (100, 0, 66, "余 0.34"), (100, 0, 100, "持平"), (100, 1, 900, "预算待定")],
)
def test_difference_in_words(planned: int, unknown: int, actual: int, words: str) -> None:
    assert difference_words(Total(Money(planned), unknown), Money(actual)) == words


@pytest.mark.parametrize(
    ("planned", "unknown", "actual", "is_over"),
    [(100, 0, 101, True), (100, 0, 100, False), (100, 0, 99, False), (100, 1, 900, False)],
)
def test_bar_is_over_above_an_exact_plan(planned: int, unknown: int, actual: int, is_over: bool) -> None:
    (bar,) = money_bars({"餐费": result(planned, actual, unknown)})

    assert bar.is_over is is_over
