from dataclasses import fields, replace
from decimal import Decimal

from hypothesis import given, settings

from budgets import FIELD_LABELS, Budget, Line, Money, compare
from tests.budgets.strategies import budgets

BUS = Line("bus", "交通费", "大巴", Money(180000), Decimal(3), "天")
LUNCH = Line("lunch", "餐费", "午餐", Money(2000), Decimal(30), "人")
GIFT = Line("gift", "慰问品", "书包")


def test_compare_names_added_removed_and_changed_lines():
    cheaper = replace(BUS, unit_price=Money(170000), basis="重新询价")

    result = compare(Budget((BUS, LUNCH)), Budget((GIFT, cheaper)))

    assert (result.added, result.removed) == ((GIFT,), (LUNCH,))
    (change,) = result.changed
    assert (change.old, change.new) == (BUS, cheaper)
    assert change.fields == ("unit_price", "basis")
    assert change.labels == ("单价", "依据")
    assert change.difference == Money(-30000)
    assert result.difference is None
    assert not result.is_same


def test_difference_is_known_between_exact_totals():
    assert compare(Budget((BUS,)), Budget((BUS, LUNCH))).difference == Money(60000)
    assert compare(Budget((GIFT,)), Budget((BUS,))).difference is None
    known = replace(GIFT, stated=Money(1))
    (change,) = compare(Budget((GIFT,)), Budget((known,))).changed
    assert change.difference is None
    (change,) = compare(Budget((known,)), Budget((GIFT,))).changed
    assert change.difference is None


def test_order_does_not_count():
    assert compare(Budget((BUS, LUNCH)), Budget((LUNCH, BUS))).is_same


def test_every_field_has_a_label():
    assert list(FIELD_LABELS) == [field.name for field in fields(Line)][1:]


@settings(max_examples=40)
@given(budgets(), budgets())
def test_changes_account_for_the_difference(old, new):
    result = compare(old, new)

    if result.difference is not None:
        parts = [line.amount for line in result.added] + [change.difference for change in result.changed]
        gone = [line.amount for line in result.removed]
        assert Money.sum(parts) - Money.sum(gone) == result.difference
    assert compare(new, old).added == result.removed
    assert compare(old, old).is_same


def test_summary_counts_each_way_of_changing():
    cheaper = replace(BUS, unit_price=Money(170000))

    assert compare(Budget((BUS, LUNCH)), Budget((GIFT, cheaper))).summary == ("加了 1 条", "删了 1 条", "改了 1 条")
    assert compare(Budget((BUS,)), Budget((cheaper,))).summary == ("改了 1 条",)
    assert compare(Budget((BUS,)), Budget((BUS,))).summary == ()


def test_details_name_each_field_with_its_old_and_new_value():
    (change,) = compare(Budget((BUS,)), Budget((replace(BUS, quantity=None, basis="询价"),))).changed

    assert change.details == (("数量", Decimal(3), None), ("依据", "", "询价"))
