"""Numbers as people write them."""

from decimal import Decimal

import pytest

from planner.report.numbers import find_numbers, read_chinese_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十九", 29),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二十三", 123),
        ("两千零八", 2008),
        ("一万", 10_000),
        ("一万二千", 12_000),
        ("十二万三千四百五十六", 123_456),
        ("三四十", None),
        ("一二", None),
        ("", None),
    ],
)
def test_chinese_number(text: str, number: int | None) -> None:
    assert read_chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("29 名", [("29", "名")]),
        ("3,174.80 元", [("3174.80", "元")]),
        ("2.38 万元", [("23800", "元")]),
        ("两万元", [("20000", "元")]),
        ("120 人次", [("120", "人次")]),
        ("86.5 小时", [("86.5", "小时")]),
        ("5 名老师、1 名医生", [("5", "名"), ("1", "名")]),
        ("2027年8月9日 08:52", []),
        ("四至六年级", []),
        ("A3 件", []),
        ("人均 30 元", []),
        ("五个人家", [("5", "个")]),
    ],
)
def test_numbers_of_a_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(number.value, number.unit) for number in find_numbers(text)] == [(Decimal(n), unit) for n, unit in found]


@pytest.mark.parametrize(
    ("amount", "is_meant"),
    [("23796.30", True), ("23750", True), ("23850", True), ("23740", False), ("23860", False)],
)
def test_rounded_amount_means_all_that_would_be_rounded_to_it(amount: str, is_meant: bool) -> None:
    [number] = find_numbers("2.38 万元")

    assert number.means(Decimal(amount)) is is_meant
