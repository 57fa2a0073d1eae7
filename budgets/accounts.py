"""Whose money it is: what each source promised, what came in of it, what was spent, and what is left or laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from budgets.budget import NO_SOURCE, Source
from budgets.line import Total
from budgets.money import Money

NOTHING = Money(0)


class Position(NamedTuple):
    """How far money has come. `promised` is what was to come in, `received` what really came in.

    `is_registered` says whether any receipt of the event is written down; without one nothing came in as far as
    anybody can prove.
    """

    promised: Total
    received: Money
    spent: Money
    is_registered: bool = True

    @property
    def left(self) -> Money:
        """What came in less what was spent; below zero somebody has laid it out."""
        return self.received - self.spent

    @property
    def is_laid_out(self) -> bool:
        """Whether more was spent than came in."""
        return self.left.fen < 0

    @property
    def rest(self) -> Money:
        """How much is left or laid out."""
        return abs(self.left)

    @property
    def rest_label(self) -> str:
        """What the rest is called."""
        return "垫着" if self.is_laid_out else "结余"

    @property
    def is_even(self) -> bool:
        """Whether receipts are written down and all that came in was spent: only then accounts are even."""
        return self.is_registered and not self.left

    @property
    def cover(self) -> Money:
        """What may be spent at most: what came in, or what is known to be still to come."""
        return max(self.promised.known, self.received)


def promised_by(sources: Iterable[Source]) -> dict[str, Total]:
    """Source -> what it promised, in the order of the budget."""
    found: dict[str, Total] = {}
    for source in sources:
        found[source.name] = found.get(source.name, Total(NOTHING)) + Total.of([source.amount])
    return found


def charge(
    named: Iterable[tuple[str, Money]], *, promised: Mapping[str, Total], received: Mapping[str, Money]
) -> dict[str, Position]:
    """Source -> its position, when these amounts were spent, each on a source; the parts are the whole, to the fen.

    What names no source is shared among the sources by what they have left: of what came in or, while nothing is
    registered, of what was promised.
    """
    means = dict(received) or {name: total.known for name, total in promised.items() if total.is_known}
    spent = dict.fromkeys(means, NOTHING)
    unnamed = NOTHING
    for name, amount in named:
        if name:
            spent[name] = spent.get(name, NOTHING) + amount
        else:
            unnamed += amount
    for name, share in _share_out(unnamed, means, spent).items():
        spent[name] = spent.get(name, NOTHING) + share
    names = dict.fromkeys([*promised, *spent])
    return {
        name: Position(
            promised.get(name, Total(NOTHING)),
            received.get(name, NOTHING),
            spent.get(name, NOTHING),
            is_registered=bool(received),
        )
        for name in names
    }


def _share_out(amount: Money, means: Mapping[str, Money], spent: Mapping[str, Money]) -> dict[str, Money]:
    """Expenses without a source, shared by what each source has left; all to 未注明来源 when none has."""
    left = {name: (means[name] - spent[name]).fen for name in means}
    willing = {name: fen for name, fen in left.items() if fen > 0}
    if not amount:
        return {}
    if not willing:
        return {NO_SOURCE: amount}
    return dict(zip(willing, amount.allocate(list(willing.values())), strict=True))
