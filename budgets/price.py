"""What one piece costs: to a hundredth of a fen, since a copy costs 0.125 元; only amounts are whole fen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgets.money import MINUS, Money, MoneyError, read_typed, round_half_up

PLACES = 4
PER_FEN = 100
"""Parts of a fen: a price is kept in 1/10,000 元."""


@dataclass(frozen=True, order=True, slots=True)
class UnitPrice:
    """A unit price in 1/10,000 元. Its product with a quantity is rounded once, to whole fen, half a fen upwards."""

    parts: int

    def __post_init__(self) -> None:
        if type(self.parts) is not int:
            raise TypeError(f"a price takes whole parts, not {self.parts!r}")

    @classmethod
    def of(cls, amount: Money | UnitPrice) -> UnitPrice:
        """The price of that many whole fen; a price stays what it is."""
        return amount if isinstance(amount, UnitPrice) else cls(amount.fen * PER_FEN)

    @classmethod
    def parse(cls, text: str, *, allow_negative: bool = False) -> UnitPrice:
        """Read what `Money.parse` reads, with up to four decimals: 0.125, 1,800, 2万元.

        Raises MoneyError, with the sentence to show, for anything that is not one exact price up to MAX_FEN.
        """
        return cls(read_typed(text, "单价", PLACES, allow_negative=allow_negative))

    @classmethod
    def from_decimal(cls, text: str) -> UnitPrice:
        """The price of plain text such as 0.125, as data keeps it; raises MoneyError for one that is finer."""
        parts = Decimal(text).scaleb(PLACES)
        if parts % 1:
            raise MoneyError(f"单价最多写四位小数，现在是“{text}”。")
        return cls(int(parts))

    def times(self, *factors: Decimal | int) -> Money:
        """The product with every factor, exact until one last rounding: half a fen goes away from zero."""
        top, bottom = self.parts, PER_FEN
        for factor in factors:
            over, under = factor.as_integer_ratio()
            top, bottom = top * over, bottom * under
        return Money(round_half_up(top, bottom))

    def exceeds(self, limit: Money) -> bool:
        """Whether it is more than an amount, though it be by less than a fen."""
        return self.parts > limit.fen * PER_FEN

    @property
    def is_whole_fen(self) -> bool:
        """Whether two decimals write it."""
        return self.parts % PER_FEN == 0

    def decimal(self) -> Decimal:
        """The price in yuan, exact, with two decimals or as many as it needs."""
        spare = next(zeros for zeros in (2, 1, 0) if self.parts % 10**zeros == 0)
        return Decimal(self.parts // 10**spare).scaleb(spare - PLACES)

    def plain(self) -> str:
        """1,800.00, 0.125: two decimals, more only where they are needed; for tables under 单位：元."""
        yuan, rest = divmod(abs(self.parts), 10**PLACES)
        decimals = f"{rest:0{PLACES}d}"
        return f"{MINUS if self.parts < 0 else ''}{yuan:,}.{decimals[:2]}{decimals[2:].rstrip('0')}"

    def format(self) -> str:
        """¥1,800.00, ¥0.125."""
        sign = MINUS if self.parts < 0 else ""
        return f"{sign}¥{UnitPrice(abs(self.parts)).plain()}"

    def __str__(self) -> str:
        return self.format()
