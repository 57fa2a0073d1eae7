"""Counts and their units: read, split into factors, asked where they are rough."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import parse_quantity
from planner.intake.values.counts import read_quantity, split_factors


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("4条", "4", "条"),
        ("5箱", "5", "箱"),
        ("2 辆", "2", "辆"),
        ("12", "12", ""),
        ("１２", "12", ""),
        ("1,200个", "1200", "个"),
        ("1，200个", "1200", "个"),
        ("1 000", "1000", ""),
        ("1.50", "1.5", ""),
        ("4.0", "4", ""),
        ("1.2万人", "12000", "人"),
        ("3千克", "3", "千克"),
        ("1200ml", "1200", "ml"),
        ("5%", "5%", ""),
        ("十二", "12", ""),
        ("两箱", "2", "箱"),
        ("一百零八", "108", ""),
        ("半天", "0.5", "天"),
        ("3（箱）", "3", "箱"),
        ("100人/天", "100", "人/天"),
        ("共3人", "3", "人"),
        ("×2", "2", ""),
        ("若干", "若干", ""),
        ("若干个", "若干", "个"),
        ("0", "0", ""),
        ("待定", "", ""),
        ("-", "", ""),
        ("", "", ""),
    ],
)
def test_number_and_unit_are_read(text: str, number: str, unit: str) -> None:
    found = read_quantity(text)

    assert [(value.text, value.question, value.source) for value in found] == [(number, "", text), (unit, "", text)]


@pytest.mark.parametrize(
    ("text", "choices", "unit"),
    [
        ("约50", ("50",), ""),
        ("50余", ("50",), ""),
        ("50多人", ("50",), "人"),
        ("50人左右", ("50",), "人"),
        ("不少于50人", ("50",), "人"),
        ("50+", ("50",), ""),
        ("五十余人", ("50",), "人"),
        ("50-60人", ("50", "60"), "人"),
        ("三至五人", ("3", "5"), "人"),
        ("1,200～1,500", ("1200", "1500"), ""),
        ("三四十", (), ""),
        ("两三个", (), "个"),
        ("几十", (), ""),
        ("8 米×2", ("16", "8", "2"), ""),
        ("3天×40人", ("120", "3", "40"), ""),
        ("5箱x2", ("10", "5", "2"), ""),
        ("2*3*4", ("24", "2", "3", "4"), ""),
        ("4×", (), ""),
        ("3箱2包", (), ""),
        ("2盒（12支/盒）", (), ""),
        ("3箱（整）", ("3",), "箱"),
        ("30+2人", (), ""),
        ("-3", (), ""),
        ("45 元/套", (), ""),
        ("￥24", (), ""),
        ("1.38E+10", (), ""),
        ("####", (), ""),
        ("12345678901", (), ""),
        ("1.1234567", (), ""),
        ("全部", (), ""),
    ],
)
def test_what_is_no_exact_count_is_asked_and_never_reckoned(text: str, choices: tuple[str, ...], unit: str) -> None:
    number, found = read_quantity(text)

    assert (number.text, bool(number.question), number.choices, found.text) == ("", True, choices, unit)


def test_factors_keep_their_units() -> None:
    found = split_factors("3天×40人")

    assert [(number.text, unit.text) for number, unit in found] == [("3", "天"), ("40", "人")]
    assert split_factors("三天 乘 四十人") == ()


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", "箱", "人/天", "kg"]))
def test_every_number_is_read_back(value: Decimal, unit: str) -> None:
    for text in (f"{value:f}{unit}", f"{value:,f} {unit}"):
        number, found = read_quantity(text)
        assert (parse_quantity(number.text), found.text) == (value, unit)


@given(st.text(max_size=20) | st.text("0123456789一两十百千万约余多几×xX*（）-.,箱人 若干", max_size=12))
def test_no_words_break_the_reading_of_counts(text: str) -> None:
    number, unit = read_quantity(text)

    assert not (number.text and number.question)
    assert number.source == unit.source == text.strip()
    if number.text and number.text != "若干":
        assert parse_quantity(number.text) >= 0
