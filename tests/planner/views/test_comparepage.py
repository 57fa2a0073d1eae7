"""Two versions of a budget side by side."""

from dataclasses import replace

import pytest

from budgets import Budget, Line, Money, Source
from planner.views.comparepage import BudgetVersion, compare_page

OLD = Budget((Line("bus", "交通费", "大巴", stated=Money(500)),), (Source("财政", Money(500)),))


@pytest.mark.parametrize(
    ("new", "is_same", "has_other_sources", "is_dearer"),
    [
        (OLD, True, False, False),
        (replace(OLD, sources=()), False, True, False),
        (replace(OLD, lines=(replace(OLD.lines[0], stated=Money(501)),)), False, False, True),
        (replace(OLD, lines=(replace(OLD.lines[0], stated=Money(499)),)), False, False, False),
        (replace(OLD, lines=(replace(OLD.lines[0], stated=None),)), False, False, False),
    ],
)
def test_page_says_what_differs(new: Budget, is_same: bool, has_other_sources: bool, is_dearer: bool) -> None:
    page = compare_page(BudgetVersion(1, OLD), BudgetVersion(0, new), ())

    assert (page.is_same, page.has_other_sources, page.is_dearer) == (is_same, has_other_sources, is_dearer)


def test_version_without_a_number_is_the_one_that_stands() -> None:
    assert [BudgetVersion(number, OLD).name for number in (0, 3)] == ["现在的预算", "第 3 次送审"]
