from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import MAX_QUANTITY, Line, QuantityError, format_quantity, parse_quantity
from tests.budgets.strategies import quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("1,200", "1200"),
        ("0.5", "0.5"),
        ("１２", "12"),
        (" 3 ", "3"),
        ("5%", "0.05"),
        ("1000000000", "1000000000"),
    ],
)
def test_parse_quantity_reads_numbers(text, value):
    assert parse_quantity(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "数量没有填，应是一个数，像 12；还不知道就留作待定。"),
        ("若干", "数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“若干”。"),
        ("-1", "数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“-1”。"),
        ("1e5", "数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“1e5”。"),
        ("0.1234567", "数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“0.1234567”。"),
        ("9" * 30, f"数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“{'9' * 20}…”。"),
        ("1000000001", "数量最大到 1,000,000,000，现在是“1000000001”。"),
    ],
)
def test_parse_quantity_refuses_with_a_sentence(text, sentence):
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    assert str(refused.value) == sentence


@given(quantities)
def test_quantity_reads_back_what_it_writes(value):
    assert parse_quantity(format_quantity(value)) == value


def test_format_quantity_has_no_zeros_behind_and_no_exponent():
    assert [format_quantity(Decimal(text)) for text in ("12.50", "3.0", "1E+3", "0")] == ["12.5", "3", "1,000", "0"]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E-9", "1000000001", "-1000000001"])
def test_line_refuses_a_quantity_that_cannot_be_multiplied(text):
    for field in ("quantity", "times"):
        with pytest.raises(QuantityError, match="不超过"):
            Line("k", "餐费", "午餐", **{field: Decimal(text)})


@given(st.decimals(-MAX_QUANTITY, MAX_QUANTITY, places=6))
def test_line_takes_any_other_quantity(value):
    assert Line("k", "餐费", "午餐", quantity=value).quantity == value
