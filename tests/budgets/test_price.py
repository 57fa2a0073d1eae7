"""Unit prices finer than a fen: read, shown, multiplied, and rounded once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import Line, Money, MoneyError, UnitPrice
from tests.budgets.strategies import quantities

prices = st.builds(UnitPrice, st.integers(0, 10**12))


@pytest.mark.parametrize(
    ("text", "parts", "shown"),
    [
        ("0.125", 1_250, "0.125"),
        ("0.0005元", 5, "0.0005"),
        ("1,800", 18_000_000, "1,800.00"),
        ("¥12.5", 125_000, "12.50"),
        ("１２．３４５６", 123_456, "12.3456"),
        ("2万元", 200_000_000, "20,000.00"),
        ("壹佰元整", 1_000_000, "100.00"),
        ("999999999999.99", 9_999_999_999_999_900, "999,999,999,999.99"),
    ],
)
def test_price_is_read_and_shown_with_the_decimals_that_it_has(text, parts, shown):
    assert UnitPrice.parse(text) == UnitPrice(parts)
    assert UnitPrice(parts).plain() == shown
    assert str(UnitPrice(parts)) == f"¥{shown}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0.00001", "单价最多写四位小数，现在是“0.00001”。"),
        ("", "单价没有填，应像 1,234.50；还不知道就留作待定。"),
        ("-1", "单价应是零或正数，现在是“-1”。"),
        ("约 3 元", "单价应是一个准数，像 1,234.50，现在是“约3元”；约数请先算出明细。"),
        ("1000000000000", "单价最大到 999,999,999,999.99 元，现在是“1000000000000”。"),
        (
            "26442000000014209621",
            "单价最大到 999,999,999,999.99 元，现在是“26442000000014209621”；像是票号或账号，不是单价。",
        ),
    ],
)
def test_price_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(MoneyError) as refused:
        UnitPrice.parse(text)
    assert str(refused.value) == sentence


def test_negative_price_is_shown_with_its_sign():
    assert UnitPrice.parse("-0.125", allow_negative=True).format() == "\u2212¥0.125"


@pytest.mark.parametrize(("copies", "fen"), [(1, 13), (2, 25), (3, 38), (700, 8_750), (0, 0)])
def test_copies_at_an_eighth_of_a_yuan_are_rounded_once_half_up(copies, fen):
    assert Line("k", "印刷费", "小报", UnitPrice.parse("0.125"), Decimal(copies), "张").amount == Money(fen)


@given(prices, quantities, st.integers(0, 40).map(Decimal))
def test_product_is_the_exact_one_to_the_nearest_fen(price, quantity, times):
    exact = price.decimal() * quantity * times * 100
    assert abs(Decimal(price.times(quantity, times).fen) - exact) <= Decimal("0.5")


@given(prices)
def test_price_is_read_back_from_what_it_shows(price):
    assert UnitPrice.parse(price.plain()) == UnitPrice.from_decimal(format(price.decimal(), "f")) == price


@given(st.integers(0, 10**12))
def test_price_of_whole_fen_looks_like_the_amount(fen):
    price, amount = UnitPrice.of(Money(fen)), Money(fen)
    assert (price.plain(), price.format(), price.decimal()) == (amount.plain(), amount.format(), amount.decimal())
    assert str(price.decimal()) == str(amount.decimal())
    assert price.times(Decimal(3)) == amount * 3


def test_price_exceeds_an_amount_by_less_than_a_fen():
    assert not UnitPrice.parse("100").exceeds(Money(100_00))
    assert UnitPrice.parse("100.0001").exceeds(Money(100_00))


def test_price_finer_than_its_parts_is_refused():
    with pytest.raises(MoneyError, match="最多写四位小数"):
        UnitPrice.from_decimal("0.00001")
    with pytest.raises(TypeError):
        UnitPrice(Decimal(1))  # type: ignore[arg-type]
