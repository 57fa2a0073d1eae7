import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgets import Money, MoneyError
from budgets.words import WordsError, fen_to_words, words_to_fen
from tests.budgets.strategies import fen

GIVEN = {
    140950: "壹仟肆佰零玖元伍角",
    600714: "陆仟零柒元壹角肆分",
    1640902: "壹万陆仟肆佰零玖元零贰分",
    32504: "叁佰贰拾伍元零肆分",
    168032: "壹仟陆佰捌拾元零叁角贰分",
    10700053: "壹拾万柒仟元零伍角叁分",
    5: "伍分",
    0: "零元整",
    10: "壹角",
    1000: "壹拾元整",
    1050: "壹拾元零伍角",
    2491125: "贰万肆仟玖佰壹拾壹元贰角伍分",
    10000100: "壹拾万零壹元整",
    100000: "壹仟元整",
    1_0000_0001_00: "壹亿零壹元整",
    1_0001_0000_00: "壹亿零壹万元整",
    10_0000_0000_00: "壹拾亿元整",
    10**12: "壹佰亿元整",
    10**14 - 1: "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    -150: "负壹元伍角",
}


@pytest.mark.parametrize(("amount", "words"), GIVEN.items())
def test_words_of_given_values(amount, words):
    assert fen_to_words(amount) == words
    assert Money(amount).words() == "人民币" + words
    assert words_to_fen(words) == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("人民币壹拾万零柒仟元零伍角叁分", 10700053),
        ("壹仟陆佰捌拾元叁角贰分", 168032),
        ("壹佰圆正", 10000),
        ("伍角整", 50),
        (" 人民币 壹 元 整 ", 100),
        ("貳萬參仟陸佰元整", 2360000),
        ("零元", 0),
    ],
)
def test_words_read_what_the_rules_leave_open(words, amount):
    assert words_to_fen(words) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "人民币",
        "元",
        "壹",
        "壹壹元",
        "壹拾",
        "拾元",
        "两元",
        "壹元壹元",
        "壹分壹角",
        "壹万万元",
        "整",
        "负",
        "壹" * 99,
    ],
)
def test_words_refuse_what_is_no_amount(text):
    with pytest.raises(WordsError):
        words_to_fen(text)
    with pytest.raises(MoneyError) as refused:
        Money.from_words(text)
    assert str(refused.value) == f"大写金额应像“人民币壹仟贰佰元整”，现在是“{text[:40]}”。"


@given(fen | st.integers(0, 10**7))
@example(10**12)
@example(99_9900_0001)
def test_words_round_trip(amount):
    words = fen_to_words(amount)

    assert words_to_fen(words) == amount
    assert "零零" not in words
    assert words.endswith("整") == (amount % 100 == 0)


@given(st.text(alphabet="零壹贰拾佰仟万亿元角分整", max_size=14))
def test_words_read_means_one_amount(text):
    try:
        amount = words_to_fen(text)
    except WordsError:
        return
    plain = text.replace("零", "").removesuffix("整")
    assert fen_to_words(amount).replace("零", "").removesuffix("整") == plain
