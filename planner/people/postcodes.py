"""The four digits of a post: those of the day stand on its sign, and nothing else is taken for them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

DIGITS = 4


class CodeFault(Enum):
    """What is wrong with the digits that somebody typed."""

    NO_CODE = "NO_CODE"
    WRONG = "WRONG_CODE"
    YESTERDAY = "YESTERDAYS_CODE"
    OTHER_POST = "OTHER_POST"


@dataclass(frozen=True, slots=True)
class PostCodes:
    """The digits of a post on a day and on the day before, and those of the other posts of the day by their titles.

    Of each there are as many as the installation has keys: the first are shown, all are right.
    """

    title: str
    today: tuple[str, ...]
    yesterday: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class CodeRefusal:
    """Why digits are refused, in a sentence."""

    fault: CodeFault
    sentence: str


def read_digits(text: str) -> str:
    """The digits as they were meant: full-width ones and blanks between them are no fault."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def judge_digits(text: str, codes: PostCodes) -> CodeRefusal | None:
    """Why these digits don't open the post; None when they do."""
    digits = read_digits(text)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == DIGITS):
        found = f"，现在是 {len(digits)} 个字" if digits else ""
        return CodeRefusal(CodeFault.NO_CODE, f"填现场牌子上的四位数字{found}。")
    if digits in codes.today:
        return None
    if digits in codes.yesterday:
        return CodeRefusal(CodeFault.YESTERDAY, "这是昨天的四位数。看牌子右下角今天的，再填一次。")
    for title, others in (codes.others or {}).items():
        if digits in others:
            words = f"这是“{title}”的四位数。你这一班是“{codes.title}”，看那边的牌子。"
            return CodeRefusal(CodeFault.OTHER_POST, words)
    return CodeRefusal(CodeFault.WRONG, "四位数不对。看牌子右下角今天的，再填一次。")
