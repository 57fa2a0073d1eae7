"""Numbers in a Chinese text: found as people write them, in Arabic or Chinese digits, with their measure words."""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_MEASURES = "|".join(
    (
        "人次|小时|分钟|公里|课时|名|位|人|个|项|次|元|份|件|本|箱|户|对|篇|场|处|天|间|辆|台|把|条|套|床",
        "瓶|只|双|起|包|盒|组|顶|张|块|幅|面|册|支|袋|桶|罐|副|枚|棵|株|卷",
    )
)
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z第一二三四五六七八九十百千万])"
    r"(?:(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<chinese>[零〇一二两三四五六七八九十百千万]+))"
    r"[ \u2009\u00a0]?(?P<scale>[百千万亿]?)"
    rf"[ \u2009\u00a0]?(?P<unit>{_MEASURES})(?!均|民|员|家|生|类|士|别)"
)
# 约 50 人, 40 多名, 50 余人, 三四十人: said roughly, so no figure can contradict them.
_ROUGH_BEFORE = re.compile(r"(?:约|近|大约|大概|超过|超|不少于|不到|至少|至多|最多|几|数|每|人均|平均)\s?$")
_RUN_OF_DIGITS = re.compile("[一二两三四五六七八九]{2,}")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number in a text: where it stands with its measure word, how it is written, and what it says.

    `step` is how exactly it is said: 2.38 万元 to 100 元, 29 名 to one.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    step: Decimal = Decimal(1)

    def means(self, amount: Decimal) -> bool:
        """Whether that amount would be written so: 23,796.30 is 2.38 万元."""
        if self.step <= 1:
            return amount == self.value
        return abs(amount - self.value) * 2 <= self.step


def find_numbers(text: str) -> tuple[TypedNumber, ...]:
    """The exact numbers of a text that have a measure word, in their order; dates, ordinals and rough ones are none."""
    plain = text.translate(_FULL_WIDTH)
    found = (_read(plain, match) for match in _NUMBER.finditer(plain))
    return tuple(number for number in found if number is not None)


def _read(text: str, match: re.Match[str]) -> TypedNumber | None:
    if _ROUGH_BEFORE.search(text, 0, match.start()):
        return None
    scale, step = Decimal(_SCALES[match["scale"]]), Decimal(1)
    if match["arabic"]:
        digits = Decimal(match["arabic"].replace(",", ""))
        step = scale * Decimal(1).scaleb(int(digits.as_tuple().exponent))
    else:
        read = read_chinese_number(match["chinese"] + match["scale"])
        if read is None:
            return None
        digits, scale = Decimal(read), Decimal(1)
    value = digits * scale
    return TypedNumber(
        match.start(), match.end(), match[0], value, match["unit"], step if match["scale"] else Decimal(1)
    )


def read_chinese_number(text: str) -> int | None:
    """一百二十三, 二十九, 两百, 一百零五, 一万二千; None for what is no exact number (三四十, 一二)."""
    if _RUN_OF_DIGITS.search(text) or not text:
        return None
    head, has_myriads, rest = text.rpartition("万")
    if has_myriads:
        myriads, below = _below_myriad(head), _below_myriad(rest) if rest else 0
        return None if myriads is None or below is None else myriads * 10_000 + below
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    total, digit = 0, None
    for character in text:
        if character in _PLACES:
            total += (1 if digit is None else digit) * _PLACES[character]
            digit = None
        elif digit not in (None, 0):
            return None
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0) if text else None
