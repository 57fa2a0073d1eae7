import copy
import pickle
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import Line, Money, Total
from tests.budgets.strategies import lines, signed_money

WATER = Line("w", "餐费", "矿泉水", Money(4000), Decimal(3), "箱")


def test_amount_is_price_times_quantity_times_times():
    assert WATER.amount == WATER.computed == Money(12000)
    meals = Line("m", "餐费", "师生用餐", Money(6000), Decimal(41), "人", Decimal(3), "天")
    assert meals.amount == Money(738000)
    assert replace(meals, times=Decimal(0)).amount == Money(0)


def test_amount_is_the_stated_one_where_nothing_can_be_computed():
    stated = Line("s", "其他", "杂费", stated=Money(500))
    assert (stated.amount, stated.computed) == (Money(500), None)
    assert replace(stated, unit_price=Money(1)).amount == Money(500)
    assert replace(WATER, stated=Money(13000)).amount == Money(12000)


def test_amount_stays_unknown():
    assert Line("u", "车费", "租车").amount is None
    assert Line("u", "车费", "租车", unit_price=Money(1)).amount is None
    assert Line("u", "车费", "租车", quantity=Decimal(1)).amount is None


@given(lines("k"))
def test_amount_is_the_same_on_every_copy(line):
    for other in (copy.copy(line), copy.deepcopy(line), pickle.loads(pickle.dumps(line)), replace(line)):
        assert other == line
        assert hash(other) == hash(line)
        assert other.amount == line.amount == line.amount


def test_line_has_no_fields_but_its_own():
    names = "key category item unit_price quantity unit times times_unit source basis stated"
    assert [field.name for field in fields(Line)] == names.split()


def test_name_and_working_say_what_is_known():
    assert WATER.working == "3箱×40元"
    assert Line("m", "", "用餐", Money(1250), Decimal(41), "人", Decimal(3), "天").working == "41人×3天×12.5元"
    assert Line("m", "", "").working == ""
    assert [Line("m", *names).name for names in (("餐费", " 午餐 "), ("餐费", ""), ("", ""))] == [
        "午餐",
        "餐费",
        "未写名称的一项",
    ]


@pytest.mark.parametrize(
    ("total", "text", "words"),
    [
        (Total(Money(123450)), "¥1,234.50", "人民币壹仟贰佰叁拾肆元伍角"),
        (Total(Money(123450), 3), "至少 ¥1,234.50（3 项待定）", "待定"),
        (Total(Money(0), 1), "待定", "待定"),
        (Total(Money(0)), "¥0.00", "人民币零元整"),
    ],
)
def test_total_says_how_much_is_known(total, text, words):
    assert (total.format(), total.words()) == (text, words)


@pytest.mark.parametrize(
    ("total", "label", "plain_label", "bound_label"),
    [
        (Total(Money(123450)), "¥1,234.50", "1,234.50", "1,234.50"),
        (Total(Money(123450), 3), "¥1,234.50", "1,234.50", "至少 1,234.50"),
        (Total(Money(0), 2), "待定", "待定", "2 项待定"),
        (Total(Money(0)), "¥0.00", "0.00", "0.00"),
    ],
)
def test_total_is_labelled_as_far_as_it_is_known(total, label, plain_label, bound_label):
    assert (total.label, total.plain_label, total.bound_label) == (label, plain_label, bound_label)
    assert total.is_known == (label != "待定")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"unit_price": Money(4000), "quantity": Decimal(3), "unit": "箱"}, "3 箱 × 40.00"),
        ({"unit_price": Money(4000), "quantity": Decimal("2.50")}, "2.5 × 40.00"),
        ({"quantity": Decimal(41), "unit": "人", "times": Decimal(3), "times_unit": "天"}, "41 人 × 3 天 × 待定"),
        ({"unit_price": Money(4000), "times": Decimal(3)}, "40.00 × 数量待定"),
        ({"unit": "箱", "stated": Money(1)}, ""),
    ],
)
def test_working_is_spelled_out_with_what_is_missing(values, text):
    assert Line("m", "", "", **values).spelled_out == text


def test_total_exact_only_without_unknowns():
    assert Total(Money(1)).exact == Money(1)
    assert Total(Money(1), 1).exact is None


@given(st.lists(st.none() | signed_money), st.lists(st.none() | signed_money))
def test_total_of_parts_is_the_total_of_the_whole(left, right):
    whole = Total.of([*left, *right])

    assert Total.of(left) + Total.of(right) == whole
    assert whole.unknown == [*left, *right].count(None)
    assert whole.is_exact == (None not in [*left, *right])


def test_total_adds_to_totals_only():
    with pytest.raises(TypeError):
        Total(Money(1)) + Money(1)
