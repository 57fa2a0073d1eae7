"""Numbers in Chinese characters."""

import pytest

from planner.numerals import chinese_number


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_number(number: int, text: str) -> None:
    assert chinese_number(number) == text
