"""Whole numbers, read and said."""

import pytest

from planner.numerals import chinese_number, read_number


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
