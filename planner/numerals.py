"""Whole numbers in texts: read as people and addresses write them, said in Chinese."""

import re

_DIGITS = "零一二三四五六七八九十"
_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_ONES = "一二三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1000}
_SIGNS = "".join(_VALUES) + "十百千万廿"
CHINESE_NUMBER = rf"[{_SIGNS}]+"
_IN_FIGURES = re.compile(f"[{''.join(_VALUES)}]{{2,}}")
# 二百三 is 230 as people say it; after 零 the last sign counts ones.
_SPOKEN_REST = re.compile(f"(?P<scale>[百千万])(?P<digit>[{''.join(_VALUES)}])$")
_ORDERLY = re.compile(f"(?:[{_ONES}两]千)?零?(?:[{_ONES}两]百)?零?(?:[{_ONES}]?十)?零?[{_ONES}两]?")


def read_number(text: str | None, *, most_digits: int) -> int | None:
    """The number of a text that is nothing but ASCII digits, at most so many; None for any other text."""
    if not text or len(text) > most_digits or not (text.isascii() and text.isdigit()):
        return None
    return int(text)


def chinese_number(number: int) -> str:
    """零, 一, 十, 十二, 三十; from 0 to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def read_chinese_number(text: str) -> int | None:
    """The number of 三, 十二, 两百零五, 二百三 (230), 一万二 (12,000) or 二〇二六; None for what is no orderly number.

    三四 and 七八十 are no numbers: they are said of what nobody counted.
    """
    if text in _VALUES:
        return _VALUES[text]
    if _IN_FIGURES.fullmatch(text):
        return int("".join(str(_VALUES[sign]) for sign in text)) if len(text) > 2 or "〇" in text else None
    plain = text.replace("廿", "二十").replace("俩", "两")
    if spoken := _SPOKEN_REST.search(plain):
        below = {"百": "十", "千": "百", "万": "千"}[spoken["scale"]]
        plain += below
    return _read_scaled(plain)


def _read_scaled(text: str) -> int | None:
    head, ten_thousands, tail = text.rpartition("万")
    parts = (head, tail) if ten_thousands else (text,)
    if not all(_ORDERLY.fullmatch(part) for part in parts) or not parts[0].strip("零"):
        return None
    return _below_ten_thousand(head) * 10_000 * bool(ten_thousands) + _below_ten_thousand(tail)


def _below_ten_thousand(text: str) -> int:
    total, digit = 0, 0
    for sign in text:
        if sign in _SCALES:
            total += (digit or 1) * _SCALES[sign]
            digit = 0
        else:
            digit = _VALUES[sign]
    return total + digit
