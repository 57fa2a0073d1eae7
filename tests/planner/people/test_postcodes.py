"""The digits of a post: which are right, and what is said of the others."""

import pytest

from planner.people.postcodes import CodeFault, PostCodes, judge_digits
from planner.sealing import derive_digits

CODES = PostCodes(
    "栈道看护", today=("4821", "0007"), yesterday=("1111", "2222"), others={"水利馆引导": ("3333", "4444")}
)


@pytest.mark.parametrize("typed", ["4821", " 4 8 2 1 ", "４８２１", "0007"])
def test_digits_of_the_day_are_right_of_every_key(typed: str) -> None:
    assert judge_digits(typed, CODES) is None


@pytest.mark.parametrize(
    ("typed", "fault", "words"),
    [
        ("1111", CodeFault.YESTERDAY, "这是昨天的四位数。看牌子右下角今天的，再填一次。"),
        ("2222", CodeFault.YESTERDAY, "这是昨天的四位数。"),
        ("3333", CodeFault.OTHER_POST, "这是“水利馆引导”的四位数。你这一班是“栈道看护”，看那边的牌子。"),
        ("9999", CodeFault.WRONG, "四位数不对。"),
        ("", CodeFault.NO_CODE, "填现场牌子上的四位数字。"),
        ("482", CodeFault.NO_CODE, "填现场牌子上的四位数字，现在是 3 个字。"),
        ("48211", CodeFault.NO_CODE, "现在是 5 个字。"),
        ("abcd", CodeFault.NO_CODE, "填现场牌子上的四位数字"),
    ],
)
def test_other_digits_are_told_for_what_they_are(typed: str, fault: CodeFault, words: str) -> None:
    refusal = judge_digits(typed, CODES)

    assert refusal is not None
    assert (refusal.fault, words in refusal.sentence) == (fault, True), refusal.sentence


def test_digits_of_today_that_were_yesterdays_too_are_right() -> None:
    assert judge_digits("1111", PostCodes("", today=("1111",), yesterday=("1111",))) is None


def test_digits_follow_from_the_text_and_the_key() -> None:
    keys = [("2", bytes(range(32))), ("1", bytes(32))]

    here, there = derive_digits("1:栈道:2027-08-10", 4, keys), derive_digits("1:栈道:2027-08-11", 4, keys)

    assert derive_digits("1:栈道:2027-08-10", 4, keys) == here
    assert here != there
    assert here[0] != here[1]
    assert [len(digits) for digits in here] == [4, 4]
