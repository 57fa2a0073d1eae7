"""How much one head gets, as people write it: 每人 3 册, 两人合用一套, 每箱 24 盒，每人 2 盒."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

BOXES = frozenset(("箱", "提"))
"""Units that hold several of what one head gets; nobody knows how many until it is written."""

# What people say for one another: a badge is 个 in the table and 枚 in the basis.
_PIECES = frozenset("盒瓶袋包支个罐枚块份本册套件桶副双条只张朵台把顶床串卷听枝")
_NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMBER = r"(\d{1,6}(?:\.\d{1,4})?|[一两二三四五六])"
_UNIT = r"([盒瓶袋包支个罐枚块份斤本册套件箱提桶副双条只张朵台把顶床串卷听枝]|公斤|千克|kg)"
_SHARED = re.compile(rf"{_NUMBER}\s*(?:人|名|位|个)\w{{0,4}}?(?:合用|共用|合|共)?\s*一\s*{_UNIT}")
_EACH = re.compile(rf"(?:每|一|各)(?:名|位|个)?\w{{1,5}}?\s*(?:各|发|送|配)?\s*{_NUMBER}\s*{_UNIT}")
_IN_BOX = (
    re.compile(rf"(?:每|一)[箱提件扎]\s*(?:装|有|内装)?\s*{_NUMBER}\s*{_UNIT}"),
    re.compile(rf"{_NUMBER}\s*{_UNIT}?\s*(?:装\s*)?[/／每]\s*[箱提件扎]"),
    re.compile(rf"{_NUMBER}\s*{_UNIT}?\s*[×xX*]\s*\d"),
    re.compile(rf"\d\s*(?:ml|毫升|g|克|L|升)\s*[×xX*]\s*{_NUMBER}\s*{_UNIT}?"),
    re.compile(rf"{_NUMBER}\s*{_UNIT}装"),
)


@dataclass(frozen=True, slots=True)
class Portion:
    """What one head gets: `each` of a unit; a box holds `pieces`. Nothing written is one of what the line counts."""

    each: Fraction = Fraction(1)
    unit: str = ""
    pieces: Fraction | None = None
    is_written: bool = False

    def needed(self, heads: int, line_unit: str) -> int | None:
        """How many units of the line so many heads need; None where its unit can't be set against that of a head."""
        whole = heads * self.each
        is_one_unit = self.unit == line_unit or (self.unit in _PIECES and line_unit in _PIECES)
        if is_one_unit or (self.pieces is None and not self.unit):
            return _round_up(whole)
        return None if self.pieces is None else _round_up(whole / self.pieces)


@lru_cache(maxsize=8192)
def portion_in(text: str) -> Portion:
    """The portion that a text speaks of; one for each head where it speaks of none."""
    box = next((match for pattern in _IN_BOX if (match := pattern.search(text))), None)
    pieces = None if box is None or _number(box[1]) == 0 else _number(box[1])
    rest = text if box is None else text[: box.start()] + text[box.end() :]
    if shared := _SHARED.search(rest):
        return Portion(1 / (_number(shared[1]) or Fraction(1)), shared[2], pieces, is_written=True)
    if each := _EACH.search(rest):
        return Portion(_number(each[1]), each[2], pieces, is_written=True)
    return Portion(pieces=pieces)


def without_portion(text: str) -> str:
    """The text without its portions: the numbers that are left count heads."""
    return _EACH.sub("", _SHARED.sub("", text))


def _round_up(count: Fraction) -> int:
    return -(-count // 1)


def _number(text: str) -> Fraction:
    return Fraction(_NUMERALS[text]) if text in _NUMERALS else Fraction(Decimal(text))
