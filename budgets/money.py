"""Money as a whole number of fen: read, written, added and shared out without a float."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.words import WordsError, fen_to_words, words_to_fen

MAX_FEN = 10**14 - 1
"""The largest amount that `Money.parse` takes: ¥999,999,999,999.99, exact in a spreadsheet too.

Sums may pass it; arithmetic has no limit.
"""

MINUS = "\u2212"
FEN_PLACES = 2

_NUMBER = re.compile(r"(?P<int>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<frac>\d*))?(?P<scale>[百千万亿]?)", re.ASCII)
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ROUGH = re.compile("约|大概|左右|上下|预计|估|以内|以上|不超过|至少|余元|多元|几|[~～]")
_VAGUE = re.compile("若干|待定|未定|不详|适量|暂无")
_NUMBER_OF_A_PAPER = re.compile(r"\d{16,40}")
_CAPITALS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟零]")
_SHOWN = 20


class MoneyError(ValueError):
    """The text is not an amount; the message is a ready Chinese sentence."""


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in fen (1 元 = 100 fen). Negative amounts exist only as differences."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"Money takes whole fen, not {self.fen!r}")

    @classmethod
    def zero(cls) -> Money:
        """Nothing: ¥0.00."""
        return cls(0)

    @classmethod
    def parse(cls, text: str, *, allow_negative: bool = False) -> Money:
        """Read ¥1,234.50, 1234.5元, 2万元, full-width digits or capital numerals.

        Raises MoneyError, with the sentence to show, for anything that is not one exact amount up to MAX_FEN.
        """
        return cls(read_typed(text, "金额", FEN_PLACES, allow_negative=allow_negative))

    @classmethod
    def from_words(cls, text: str) -> Money:
        """Read capital numerals such as 人民币壹仟肆佰零玖元伍角; raises MoneyError otherwise."""
        try:
            return cls(words_to_fen(text))
        except WordsError as error:
            raise MoneyError(str(error)) from None

    @classmethod
    def sum(cls, amounts: Iterable[Money]) -> Money:
        """The exact sum; ¥0.00 of nothing."""
        return cls(sum(amount.fen for amount in amounts))

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other: object) -> Money:
        return self if other == 0 and type(other) is int else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen) if isinstance(other, Money) else NotImplemented

    def __mul__(self, count: int) -> Money:
        return Money(self.fen * count) if type(count) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __abs__(self) -> Money:
        return Money(abs(self.fen))

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        return self.format()

    def times(self, *factors: Decimal | int) -> Money:
        """The product with every factor, exact until one last rounding: half a fen goes away from zero."""
        top, bottom = self.fen, 1
        for factor in factors:
            over, under = factor.as_integer_ratio()
            top, bottom = top * over, bottom * under
        return Money(round_half_up(top, bottom))

    def per(self, count: int) -> Money:
        """One of `count` equal shares, half a fen rounded up; raises ValueError unless count is positive."""
        if count < 1:
            raise ValueError(f"a share needs a positive count, not {count}")
        return Money(round_half_up(self.fen, count))

    def allocate(self, shares: int | Sequence[int | Decimal]) -> tuple[Money, ...]:
        """Split into equal or weighted shares that add up to the whole again.

        The fen left over go to the largest remainders, the earlier share first. Raises ValueError for no
        shares, a negative weight or weights that are all zero.
        """
        weights = [Fraction(1)] * shares if isinstance(shares, int) else [Fraction(share) for share in shares]
        whole = sum(weights, Fraction(0))
        if not weights or whole <= 0 or min(weights) < 0:
            raise ValueError("shares must be at least one, weights not negative and not all zero")
        exact = [abs(self.fen) * weight / whole for weight in weights]
        floors = [share.numerator // share.denominator for share in exact]
        by_rest = sorted(range(len(exact)), key=lambda at: floors[at] - exact[at])
        for at in by_rest[: abs(self.fen) - sum(floors)]:
            floors[at] += 1
        return tuple(Money(-floor if self.fen < 0 else floor) for floor in floors)

    def plain(self) -> str:
        """1,234.50, for tables under 单位：元."""
        yuan, rest = divmod(abs(self.fen), 100)
        return f"{MINUS if self.fen < 0 else ''}{yuan:,}.{rest:02d}"

    def signed(self) -> str:
        """+480.00, 0.00 or −33.50, for differences."""
        return f"+{self.plain()}" if self.fen > 0 else self.plain()

    def format(self) -> str:
        """¥1,234.50, or −¥33.50."""
        sign = MINUS if self.fen < 0 else ""
        return f"{sign}¥{abs(self).plain()}"

    def words(self) -> str:
        """人民币 and the capital numerals."""
        return "人民币" + fen_to_words(self.fen)

    def decimal(self) -> Decimal:
        """The amount in yuan, exact, for columns and exports."""
        return Decimal(self.fen).scaleb(-2)


def read_typed(text: str, name: str, places: int, *, allow_negative: bool) -> int:
    """A typed amount or price as a whole number of its smallest parts, `places` decimals of a yuan.

    Raises MoneyError, with the sentence to show, in which `name` is what it calls the number.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not plain:
        raise MoneyError(f"{name}没有填，应像 1,234.50；还不知道就留作待定。")
    if _CAPITALS.search(plain):
        parts = Money.from_words(plain).fen * _ten_to(places - FEN_PLACES)
        negative = parts < 0
    else:
        number = _strip_units(plain)
        negative = number[:1] in ("-", MINUS)
        parts = _read_parts(number[1:] if negative else number, name, places, plain) * (-1 if negative else 1)
    if parts < 0 and not allow_negative:
        raise MoneyError(f"{name}应是零或正数，现在是“{_cut(plain)}”。")
    if abs(parts) > MAX_FEN * _ten_to(places - FEN_PLACES):
        raise MoneyError(_too_large(name, plain))
    return parts


def round_half_up(top: int, bottom: int) -> int:
    """top / bottom to the nearest whole number, halves away from zero; bottom is positive."""
    rounded = (2 * abs(top) + bottom) // (2 * bottom)
    return -rounded if top < 0 else rounded


def _ten_to(power: int) -> int:
    return int("1" + "0" * power)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _strip_units(text: str) -> str:
    """The number and its scale without the signs and words of the currency; a minus stays."""
    sign = text[:1] if text[:1] in ("-", MINUS) else ""
    body = text.removeprefix(sign)
    for prefix in ("人民币", "RMB", "CNY", "¥", "\uffe5"):
        body = body.removeprefix(prefix)
    for suffix in ("整", "正", "元", "圆"):
        body = body.removesuffix(suffix)
    return sign + body


def _read_parts(number: str, name: str, places: int, shown: str) -> int:
    match = _NUMBER.fullmatch(number)
    if match is None or not (match["int"] or match["frac"]):
        raise MoneyError(_why_not(name, shown))
    whole, frac = match["int"].replace(",", ""), match["frac"] or ""
    if len(whole) + len(frac) > 2 * _SHOWN:
        raise MoneyError(_too_large(name, shown))
    scaled = int(whole + frac) * _ten_to(places) * _SCALES[match["scale"]]
    parts, rest = divmod(scaled, _ten_to(len(frac)))
    if rest:
        finest = "到分（两位小数）" if places == FEN_PLACES else "四位小数"
        raise MoneyError(f"{name}最多写{finest}，现在是“{_cut(shown)}”。")
    return parts


def _too_large(name: str, shown: str) -> str:
    """A run of many digits is the number of an invoice or an account in the wrong field."""
    sentence = f"{name}最大到 {Money(MAX_FEN).plain()} 元，现在是“{_cut(shown)}”"
    return f"{sentence}；像是票号或账号，不是{name}。" if _NUMBER_OF_A_PAPER.fullmatch(shown) else f"{sentence}。"


def _why_not(name: str, shown: str) -> str:
    text = _cut(shown)
    if shown[0] in "=+@":
        return f"{name}应是一个数，像 1,234.50，现在是一个公式“{text}”。"
    if _VAGUE.search(shown):
        return f"{name}应是一个数，像 1,234.50，现在是“{text}”；还不知道就留作待定。"
    if _ROUGH.search(shown):
        return f"{name}应是一个准数，像 1,234.50，现在是“{text}”；约数请先算出明细。"
    return f"{name}应是一个数，像 1,234.50 或 2万元，现在是“{text}”。"
