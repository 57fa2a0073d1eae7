"""Whole numbers, read and said."""

import pytest

from planner.numerals import chinese_number, read_chinese_number, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("999", 999),
        ("1000", None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("²", None),
        ("１", None),
        ("一", None),
        ("", None),
        (None, None),
    ],
)
def test_read_number(text: str | None, number: int | None) -> None:
    assert read_number(text, most_digits=3) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
    ],
)
def test_chinese_number(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("廿三", 23),
        ("三十一", 31),
        ("一百零八", 108),
        ("一百一十", 110),
        ("两百", 200),
        ("二百三", 230),
        ("一千零五十", 1050),
        ("三千五", 3500),
        ("一万二", 12_000),
        ("二十五万三千", 253_000),
        ("二〇二六", 2026),
        ("三四", None),
        ("七八十", None),
        ("百", None),
        ("万", None),
        ("十百", None),
        ("二十三十", None),
        ("", None),
        ("abc", None),
        ("12", None),
    ],
)
def test_chinese_number_is_read(text: str, number: int | None) -> None:
    assert read_chinese_number(text) == number


@pytest.mark.parametrize("number", range(100))
def test_every_chinese_number_is_read_back(number: int) -> None:
    assert read_chinese_number(chinese_number(number)) == number
