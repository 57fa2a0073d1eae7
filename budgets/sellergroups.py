"""Purchases by seller: of one for sure, and of one perhaps, where a receipt leaves out the town of the shop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.credit_code import normalise_credit_code
from budgets.purchases import Purchase


class SellerGroup(NamedTuple):
    """What was bought of one seller: `sure`, and what was bought of a name that may be its own, written shorter.

    惠民超市 may be 白石镇惠民超市, and 黑石镇惠民超市 as well: it stands with both, and those two never together.
    """

    sure: tuple[Purchase, ...]
    perhaps: tuple[Purchase, ...]


@dataclass(eq=False)
class _Seller:
    keys: set[str] = field(default_factory=set)
    shorter_keys: set[str] = field(default_factory=set)
    tax_numbers: set[str] = field(default_factory=set)
    purchases: list[Purchase] = field(default_factory=list)

    def add(self, purchase: Purchase) -> None:
        self.keys |= purchase.keys
        self.shorter_keys |= purchase.shorter_keys
        self.tax_numbers |= {normalise_credit_code(purchase.tax_number)} - {""}
        self.purchases.append(purchase)

    def may_be(self, other: _Seller) -> bool:
        """Whether the other's name may be this one's, written shorter; never where their tax numbers differ."""
        is_told_apart = self.tax_numbers and other.tax_numbers and self.tax_numbers.isdisjoint(other.tax_numbers)
        return other is not self and not is_told_apart


def group_by_seller(purchases: Iterable[Purchase]) -> list[SellerGroup]:
    """Purchases that share a key, also by way of a third that names both tax number and name.

    What names nobody is left out.
    """
    by_key: dict[str, _Seller] = {}
    for purchase in purchases:
        known = list(dict.fromkeys(by_key[key] for key in sorted(purchase.keys) if key in by_key))
        seller = _join(known, by_key) if known else _Seller()
        seller.add(purchase)
        by_key.update(dict.fromkeys(purchase.keys, seller))
    return [_with_shorter(seller, by_key) for seller in dict.fromkeys(by_key.values())]


def _join(sellers: Sequence[_Seller], by_key: dict[str, _Seller]) -> _Seller:
    """All of them as one, which the keys of each then name."""
    largest = max(sellers, key=lambda each: len(each.purchases))
    for seller in sellers:
        if seller is not largest:
            for purchase in seller.purchases:
                largest.add(purchase)
            by_key.update(dict.fromkeys(seller.keys, largest))
    return largest


def _with_shorter(seller: _Seller, by_key: dict[str, _Seller]) -> SellerGroup:
    shorter = dict.fromkeys(by_key[key] for key in sorted(seller.shorter_keys) if key in by_key)
    perhaps = [purchase for other in shorter if seller.may_be(other) for purchase in other.purchases]
    return SellerGroup(tuple(seller.purchases), tuple(perhaps))
