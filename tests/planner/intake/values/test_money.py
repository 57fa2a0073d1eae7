"""Sums and prices as tables hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import MAX_FEN, Money
from planner.intake.values.money import read_money, read_price
from planner.intake.values.value import ReadValue


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1,234.50 元", "1234.50"),
        ("￥24", "24"),
        ("¥ 24.00", "24.00"),
        ("1，200", "1200"),
        ("1 234.50", "1234.50"),
        ("２００", "200"),
        ("1.2万元", "12000"),
        ("3.5 万", "35000"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("24块5角", "24.50"),
        ("24元5角3分", "24.53"),
        ("5角", "0.50"),
        ("1200元整", "1200"),
        ("RMB 300", "300"),
        ("一千二百元", "1200"),
        ("三百五", "350"),
        ("(100.00)", "-100.00"),
        ("（100.00）", "-100.00"),
        ("-100", "-100"),
        ("−1,234.50", "-1234.50"),
        ("100.00-", "-100.00"),
        ("-0.00", "0.00"),
        ("壹仟贰佰元整", "1200.00"),
        ("人民币壹仟贰佰元整", "1200.00"),
        ("大写：壹仟贰佰元整", "1200.00"),
        ("1200元（壹仟贰佰元整）", "1200"),
        ("贰仟元整（¥2000.00）", "2000.00"),
        ("待定", ""),
        (" - ", ""),
        ("", ""),
    ],
)
def test_sum_is_read(text: str, read: str) -> None:
    assert read_money(text) == ReadValue(read, text.strip())


@pytest.mark.parametrize(
    ("text", "question", "choices"),
    [
        ("1300（大写：壹仟贰佰元整）", "小写是 1,300 元，大写是 1,200.00 元。", ("1300", "1200.00")),
        ("45元/套", "“45元/套”是单价，这里是总额。", ("45",)),
        ("约1.2万元", "金额应是一个准数，像 1,234.50，现在是“约1.2万元”；约数请先算出明细。", ("12000",)),
        ("500-600元", "金额应是一个数，像 1,234.50 或 2万元，现在是“500-600元”。", ("500", "600")),
        ("20元×3=60元", "金额应是一个数，像 1,234.50 或 2万元，现在是“20元×3=60元”。", ("20", "3", "60")),
        ("若干", "金额应是一个数，像 1,234.50，现在是“若干”；还不知道就留作待定。", ()),
        ("免费", "写的是“免费”，是 0 元，还是没有定？", ("0",)),
        ("$24", "“$24”不是人民币，换成元再写。", ()),
        ("1.38E+10", "“1.38E+10”是表格软件缩写过的数，后面的位数看不出来了。", ()),
        ("########", "列太窄，原表只显示了 ####，没有把数复制过来。", ()),
        ("=B2*C2", "这一格是公式“=B2*C2”，没有算出来的数。", ()),
        ("壹仟贰佰", "大写金额应像“人民币壹仟贰佰元整”，现在是“壹仟贰佰”。", ()),
        ("999999999999.995", "金额最大到 999,999,999,999.99 元，现在是“999999999999.995”。", ()),
    ],
)
def test_what_is_no_exact_sum_is_asked(text: str, question: str, choices: tuple[str, ...]) -> None:
    assert read_money(text) == ReadValue("", text, question, choices)


@pytest.mark.parametrize(
    ("text", "price", "unit"),
    [
        ("45元/套", "45", "套"),
        ("45 元 / 套", "45", "套"),
        ("45/套", "45", "套"),
        ("45元每套", "45", "套"),
        ("45元一套", "45", "套"),
        ("每套45元", "45", "套"),
        ("￥36.5/箱", "36.5", "箱"),
        ("45元/人·天", "45", "人·天"),
        ("10元/人/天", "10", "人/天"),
        ("1,200.00", "1200.00", ""),
        ("0.125元", "0.125", ""),
        ("待定", "", ""),
    ],
)
def test_price_is_read_with_what_it_is_paid_for(text: str, price: str, unit: str) -> None:
    found = read_price(text)

    assert [(value.text, value.question) for value in found] == [(price, ""), (unit, "")]


def test_whole_sum_at_the_limit_is_read() -> None:
    most = Money(MAX_FEN)

    assert read_money(most.plain()).text == "999999999999.99"


@given(st.integers(-(10**12), 10**12).map(Money))
def test_every_sum_is_read_back(amount: Money) -> None:
    for text in (amount.plain(), amount.format(), f"{amount.plain()}元"):
        assert Money.parse(read_money(text).text, allow_negative=True) == amount
    assert Money.parse(read_money(abs(amount).words()).text) == abs(amount)


@given(st.text(max_size=20) | st.text("0123456789.,元万角分（）()-/每套¥￥壹贰佰仟整一二百约 ", max_size=14))
def test_no_words_break_the_reading_of_money(text: str) -> None:
    for value in (read_money(text), *read_price(text)):
        assert not (value.text and value.question)
        assert value.source == text.strip()
    if found := read_money(text).text:
        assert abs(float(found)) <= MAX_FEN / 100
