"""Amounts in capital Chinese numerals (大写): fen to words and words to fen.

Rules: 《支付结算办法》 annex 1 on filling in bills and vouchers. What ends at 元 takes 整, what ends
at 角 or 分 takes none; a run of zeros is one 零; after a 元 whose last digit is 0 the 角 is led by 零.
"""

from __future__ import annotations

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_WAN = 10**4
_YI = 10**8
_PREFIX = "人民币"
_VARIANTS = str.maketrans("圆正弍貳參陸萬億", "元整贰贰叁陆万亿")
_DIGIT = frozenset(_DIGITS)
_LONGEST = 64


class WordsError(ValueError):
    """The text is not an amount in capital numerals; the message is a ready Chinese sentence."""


def fen_to_words(fen: int) -> str:
    """Capital numerals of an amount in fen, without the prefix 人民币: 140950 -> 壹仟肆佰零玖元伍角."""
    if fen < 0:
        return "负" + fen_to_words(-fen)
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    if not rest:
        return _yuan_words(yuan) + "元整"
    text = _yuan_words(yuan) + "元" if yuan else ""
    if yuan and (jiao == 0 or yuan % 10 == 0):
        text += "零"
    if jiao:
        text += _DIGITS[jiao] + "角"
    return text + (_DIGITS[cents] + "分" if cents else "")


def _yuan_words(number: int) -> str:
    return _spell(number) if number else "零"


def _spell(number: int) -> str:
    """A positive whole number in capital numerals, split at 亿, then at 万, then by places."""
    for size, name in ((_YI, "亿"), (_WAN, "万")):
        if number >= size:
            high, low = divmod(number, size)
            text = _spell(high) + name
            if not low:
                return text
            return text + ("零" if low < size // 10 else "") + _spell(low)
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return text


def words_to_fen(text: str) -> int:
    """Fen of an amount in capital numerals; 圆 or 元, 正 or 整, 零 and 整 as the rules leave them open.

    Raises WordsError when the text is anything else.
    """
    plain = "".join(text.split()).translate(_VARIANTS).removeprefix(_PREFIX)
    negative = plain.startswith("负")
    body = plain.removeprefix("负")
    fen = _read(body) if len(body) <= _LONGEST and not _DIGIT.isdisjoint(body) else None
    if fen is None or _bare(fen_to_words(fen)) != _bare(body):
        raise WordsError(f"大写金额应像“人民币壹仟贰佰元整”，现在是“{text.strip()[:40]}”。")
    return -fen if negative else fen


def _bare(words: str) -> str:
    """The words without what the rules leave open: zeros and the closing 整."""
    return words.replace("零", "").removesuffix("整")


def _read(body: str) -> int | None:
    """Sum the digits by their places; None when a character has no place in an amount."""
    total = section = digit = 0
    for char in body.removesuffix("整"):
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char in "拾佰仟":
            section += digit * 10 ** "_拾佰仟".index(char)
            digit = 0
        elif char == "万":
            section, digit = (section + digit) * _WAN, 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * _YI, 0, 0
        elif char == "元":
            total, section, digit = (total + section + digit) * 100, 0, 0
        elif char in "角分":
            total += digit * (10 if char == "角" else 1)
            digit = 0
        else:
            return None
    return None if section or digit else total
