from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import MAX_FEN, Money, MoneyError
from tests.budgets.strategies import money, signed_money


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("¥1,234.50", 123450),
        ("￥1234.5", 123450),
        ("1234.5元", 123450),
        ("2万元", 2_000_000),
        ("1.5万", 1_500_000),
        ("3千元", 300_000),
        ("1.23456万", 1_234_560),
        ("0.5亿", 5_000_000_000),
        ("１，２３４．５０", 123450),
        (" 1 234.50 ", 123450),
        ("RMB 20", 2000),
        ("人民币20元整", 2000),
        ("20元正", 2000),
        (".5", 50),
        ("5.", 500),
        ("0", 0),
        ("1.500", 150),
        ("人民币壹仟肆佰零玖元伍角", 140950),
        ("999,999,999,999.99", MAX_FEN),
    ],
)
def test_parse_reads_amounts_as_written(text, fen):
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "金额没有填，应像 1,234.50；还不知道就留作待定。"),
        ("　", "金额没有填，应像 1,234.50；还不知道就留作待定。"),
        ("若干元", "金额应是一个数，像 1,234.50，现在是“若干元”；还不知道就留作待定。"),
        ("约2000", "金额应是一个准数，像 1,234.50，现在是“约2000”；约数请先算出明细。"),
        ("预计2400元", "金额应是一个准数，像 1,234.50，现在是“预计2400元”；约数请先算出明细。"),
        ("=HYPERLINK(1)", "金额应是一个数，像 1,234.50，现在是一个公式“=HYPERLINK(1)”。"),
        ("+5", "金额应是一个数，像 1,234.50，现在是一个公式“+5”。"),
        ("-5", "金额应是零或正数，现在是“-5”。"),
        ("−¥33.50", "金额应是零或正数，现在是“−¥33.50”。"),
        ("12.345", "金额最多写到分（两位小数），现在是“12.345”。"),
        (
            "12345678901234567",
            "金额最大到 999,999,999,999.99 元，现在是“12345678901234567”；像是票号或账号，不是金额。",
        ),
        ("9999999999999", "金额最大到 999,999,999,999.99 元，现在是“9999999999999”。"),
        ("9" * 5000, f"金额最大到 999,999,999,999.99 元，现在是“{'9' * 20}…”。"),
        ("1,23", "金额应是一个数，像 1,234.50 或 2万元，现在是“1,23”。"),
        ("3元5角", "金额应是一个数，像 1,234.50 或 2万元，现在是“3元5角”。"),
        ("1e5", "金额应是一个数，像 1,234.50 或 2万元，现在是“1e5”。"),
        (".", "金额应是一个数，像 1,234.50 或 2万元，现在是“.”。"),
        ("--5", "金额应是一个数，像 1,234.50 或 2万元，现在是“--5”。"),
        ("½", "金额应是一个数，像 1,234.50 或 2万元，现在是“1⁄2”。"),
        ("壹壹元", "大写金额应像“人民币壹仟贰佰元整”，现在是“壹壹元”。"),
        ("负壹元整", "金额应是零或正数，现在是“负壹元整”。"),
    ],
)
def test_parse_refuses_with_a_sentence(text, sentence):
    with pytest.raises(MoneyError) as refused:
        Money.parse(text)
    assert str(refused.value) == sentence


@given(st.text(max_size=40))
def test_parse_reads_or_refuses_any_text(text):
    try:
        amount = Money.parse(text)
    except MoneyError:
        return
    assert 0 <= amount.fen <= MAX_FEN


@given(signed_money)
def test_parse_reads_back_every_way_of_writing(amount):
    for text in (amount.format(), amount.plain(), str(amount.decimal()), amount.words(), str(amount)):
        assert Money.parse(text, allow_negative=True) == amount


def test_format_writes_sign_and_groups():
    assert Money(123450).format() == "¥1,234.50"
    assert Money(-3350).format() == "−¥33.50"
    assert Money(-3350).plain() == "−33.50"
    assert [Money(fen).signed() for fen in (48000, 0, -3350)] == ["+480.00", "0.00", "−33.50"]


def test_money_takes_whole_fen_only():
    for wrong in (1.5, "1", True, Decimal(1)):
        with pytest.raises(TypeError):
            Money(wrong)


def test_arithmetic_is_exact_and_typed():
    assert Money(150) + Money(50) == Money(200)
    assert Money(150) - Money(200) == Money(-50)
    assert Money(150) * 3 == 3 * Money(150) == Money(450)
    assert -Money(1) == Money(-1)
    assert abs(Money(-1)) == Money(1)
    assert sum([Money(1), Money(2)]) == Money.sum([Money(1), Money(2)]) == Money(3)
    assert Money.sum([]) == Money.zero() == Money(0)
    assert not Money(0)
    assert Money(1)
    assert Money(1) < Money(2)
    assert len({Money(1), Money(1)}) == 1


@pytest.mark.parametrize(
    "wrong",
    [lambda: Money(1) + 1, lambda: 1 + Money(1), lambda: Money(1) - 1, lambda: Money(1) * 1.5, lambda: 0.0 + Money(1)],
)
def test_arithmetic_refuses_other_types(wrong):
    with pytest.raises(TypeError):
        wrong()


def test_times_rounds_half_a_fen_away_from_zero_once():
    assert Money(1).times(Decimal("0.5")) == Money(1)
    assert Money(-1).times(Decimal("0.5")) == Money(-1)
    assert Money(1).times(Decimal("0.49")) == Money(0)
    assert Money(1).times(Decimal("0.5"), 2) == Money(1)
    assert Money(115).times(Decimal("0.5")) == Money(58)
    assert Money(4000).times(3) == Money(12000)
    assert Money(7).times() == Money(7)


def test_per_shares_equally():
    assert Money(2491125).per(41) == Money(60759)
    with pytest.raises(ValueError, match="positive"):
        Money(1).per(0)


@given(signed_money, st.integers(1, 60))
def test_allocate_equal_shares_are_the_whole(amount, count):
    shares = amount.allocate(count)

    assert Money.sum(shares) == amount
    assert max(shares).fen - min(shares).fen <= 1


weights = st.lists(st.decimals(0, 1000, places=3) | st.integers(0, 9), min_size=1).filter(any)


@given(money, weights)
def test_allocate_weighted_shares_are_the_whole(amount, parts):
    shares = amount.allocate(parts)

    assert Money.sum(shares) == amount
    whole = sum(Decimal(part) for part in parts)
    for share, part in zip(shares, parts, strict=True):
        assert abs(share.fen - Decimal(amount.fen) * part / whole) < 1


def test_allocate_gives_what_is_left_to_the_largest_remainders():
    assert Money(100).allocate(3) == (Money(34), Money(33), Money(33))
    assert Money(-100).allocate(3) == (Money(-34), Money(-33), Money(-33))
    assert Money(10).allocate([1, 2]) == (Money(3), Money(7))
    assert Money(5).allocate([0, 1]) == (Money(0), Money(5))


@pytest.mark.parametrize("shares", [0, -1, [], [0, 0], [2, -1]])
def test_allocate_refuses_no_shares(shares):
    with pytest.raises(ValueError, match="shares"):
        Money(1).allocate(shares)
