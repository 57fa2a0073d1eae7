"""Shares of a whole in tenths of a percent, counted in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

from budgets.money import MINUS, Money, round_half_up

WHOLE_TENTHS = 1000


@dataclass(frozen=True, order=True, slots=True)
class Share:
    """A part of a whole, rounded to a tenth of a percent; half a tenth goes away from zero.

    >>> Share.of(Money(200), Money(300)).format()
    '66.7%'
    """

    tenths: int

    @classmethod
    def of(cls, part: Money, whole: Money) -> Share | None:
        """The share of a part; None where the whole is nothing, or less."""
        return cls(round_half_up(part.fen * WHOLE_TENTHS, whole.fen)) if whole.fen > 0 else None

    @property
    def within(self) -> Share:
        """The share as far as a bar can show it: at most the whole."""
        return min(self, Share(WHOLE_TENTHS))

    def plain(self) -> str:
        """66.7, the number alone."""
        percent, tenth = divmod(abs(self.tenths), 10)
        return f"{MINUS if self.tenths < 0 else ''}{percent}.{tenth}"

    def format(self) -> str:
        """66.7%, as people read it."""
        return f"{self.plain()}%"
