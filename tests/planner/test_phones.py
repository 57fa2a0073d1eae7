"""Mobile numbers: one spelling, or a sentence."""

import pytest

from planner.phones import parse_mobile


@pytest.mark.parametrize(
    "text",
    ["13800000027", " 138 0000 0027", "138-0000-0027", "+8613800000027", "0086 13800000027", "１３８００００００２７"],
)
def test_number_is_the_same_however_it_is_typed(text: str) -> None:
    assert parse_mobile(text) == "13800000027"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1380000002", "手机号是 11 位数字，现在是 10 位。"),
        ("138000000277", "手机号是 11 位数字，现在是 12 位。"),
        ("12800000027", "手机号以 13 到 19 开头，现在是 12。"),
        ("林知远", "手机号是 11 位数字，现在是“林知远”。"),
    ],
)
def test_what_is_no_number_is_said(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_mobile(text)
