"""Which line of the budget an invoice belongs to."""

import pytest

from budgets import Money
from planner.intake.invoices.matching import LineLeft, Match, match_line


def line(key: str, name: str, category: str, yuan: int | None, spent: int = 0) -> LineLeft:
    """A line with what is left of it."""
    planned = None if yuan is None else Money(yuan * 100)
    return LineLeft(key, name, category, planned, planned and planned - Money(spent * 100))


LINES = (
    line("bus", "大巴租赁（45 座）", "交通费", 5400),
    line("toll", "高速通行费", "交通费", 420),
    line("meal", "师生用餐", "餐费", 7380, 5000),
    line("water", "饮用水", "餐费", 432),
    line("camp", "营地双人间", "住宿费", 6720),
    line("banner", "横幅", "宣传费", 80),
    line("drugs", "防暑药品、急救包", "物资", 180),
    line("gifts", "慰问品", "慰问品", None),
)


@pytest.mark.parametrize(
    ("words", "yuan", "match"),
    [
        ("*软饮料*饮用天然水 样例县禾田商行", 390, Match("water", True)),
        ("*餐饮服务*餐费 样例县好味餐饮店", 2000, Match("meal", True)),
        ("*运输服务*客运包车服务", 2400, Match("bus", True)),
        ("*经营租赁*通行费", 86, Match("toll", True)),
        ("*住宿服务*住宿费", 6720, Match("camp", True)),
        ("*中成药*药品 大药房", 35, Match("drugs", True)),
        ("*纸制品*慰问品", 300, Match("gifts", True)),
        # A ticket may be of either line of the same category.
        ("火车票 D9901 样例南站—青禾北站", 500, Match("bus", True)),
        ("火车票 D9901 样例南站—青禾北站", 35, Match("bus", False)),
        # Words that say nothing leave the amount, and that only where it is that of a line.
        ("", 5400, Match("bus", True)),
        ("", 2380, Match("meal", True)),
        ("", 100, None),
        ("*现代服务*服务费", 100, None),
        ("", None, None),
    ],
)
def test_invoice_belongs_to_the_line_that_speaks_of_it(words: str, yuan: int | None, match: Match | None) -> None:
    amount = None if yuan is None else Money(yuan * 100)

    assert match_line(words, amount, LINES) == match


def test_without_a_budget_there_is_nothing_to_match() -> None:
    assert match_line("*餐饮服务*餐费", Money(100), ()) is None
