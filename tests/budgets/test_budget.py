from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets import Budget, Line, Money, Source, Total, is_reserve
from tests.budgets.strategies import budgets

BUS = Line("bus", "交通费", "大巴", Money(180000), Decimal(3), "天", source="财政")
LUNCH = Line("lunch", "餐费", "午餐", Money(2000), Decimal(30), "人", source="捐赠")
TOLL = Line("toll", " 交通费 ", "过路费", stated=Money(42000), source="财政")
SPARE = Line("spare", "不可预见费", "预备", stated=Money(32100))
UNKNOWN = Line("gift", "", "礼物")


@settings(max_examples=40)
@given(budgets())
def test_parts_are_the_whole(budget):
    for groups in (budget.by_category(), budget.by_source()):
        parts = sum((group.total for group in groups.values()), Total(Money(0)))
        assert parts == budget.total
        members = [line for group in groups.values() for line in group.lines]
        assert sorted(line.key for line in members) == sorted(line.key for line in budget.lines)


def test_groups_keep_the_order_of_first_appearance():
    budget = Budget((BUS, LUNCH, TOLL, UNKNOWN))

    by_category = budget.by_category()

    assert list(by_category) == ["交通费", "餐费", "未分类"]
    assert by_category["交通费"].lines == (BUS, TOLL)
    assert by_category["交通费"].total == Total(Money(582000))
    assert by_category["未分类"].total == Total(Money(0), 1)
    assert {name: group.total.known.fen for name, group in budget.by_source().items()} == {
        "财政": 582000,
        "捐赠": 60000,
        "未注明来源": 0,
    }


def test_per_head_is_rounded_and_remembers_unknowns():
    budget = Budget((BUS, LUNCH))
    assert budget.per_head(7) == Total(Money(85714))
    assert Budget((BUS, UNKNOWN)).per_head(2) == Total(Money(270000), 1)


@pytest.mark.parametrize("people", [None, 0, -1])
def test_per_head_is_unknown_without_people(people):
    assert Budget((BUS,)).per_head(people) is None


def test_reserve_share_is_of_the_other_lines():
    budget = Budget((BUS, LUNCH, TOLL, SPARE))
    assert budget.reserve == Total(Money(32100))
    assert budget.reserve_share() == Decimal("0.0500")


def test_reserve_share_is_unknown_with_unknown_or_no_other_lines():
    assert Budget((SPARE, UNKNOWN)).reserve_share() is None
    assert Budget((SPARE,)).reserve_share() is None
    assert Budget((BUS,)).reserve_share() == 0


def test_reserve_is_told_by_category_first():
    assert is_reserve(SPARE)
    assert is_reserve(Line("r", "其他", "备用金"))
    assert not is_reserve(Line("r", "餐费", "备用金"))


def test_funding_and_line_by_key():
    budget = Budget((BUS,), (Source("财政", Money(5)), Source("自筹")))
    assert budget.funding == Total(Money(5), 1)
    assert budget.line("bus") is BUS
    assert budget.line("none") is None


@given(st.permutations([BUS, LUNCH, TOLL, SPARE]))
def test_total_does_not_depend_on_order(order):
    assert Budget(tuple(order)).total == Total(Money(674100))


def test_group_of_several_lines_takes_a_row_more_for_their_sum():
    groups = Budget((BUS, LUNCH, TOLL)).by_category()

    assert [(group.has_subtotal, group.row_count) for group in groups.values()] == [(True, 3), (False, 1)]


@pytest.mark.parametrize(
    ("lines", "promised", "gap"),
    [
        ((BUS,), Money(600000), Money(60000)),
        ((BUS,), Money(540000), Money(0)),
        ((BUS, LUNCH), Money(540000), Money(-60000)),
        ((BUS, UNKNOWN), Money(540000), None),
        ((BUS,), None, None),
    ],
)
def test_funding_gap_needs_both_sums_exact(lines, promised, gap):
    assert Budget(lines, (Source("财政", promised),)).funding_gap == gap


def test_budget_names_sources_when_one_line_does():
    assert [Budget(lines).names_sources for lines in ((), (SPARE,), (SPARE, BUS))] == [False, False, True]
