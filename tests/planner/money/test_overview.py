"""The overview of the money as plain values."""

import pytest

from budgets import Money, Share, Total
from planner.money.overview import Figures, Grouping, Scope, part_of


def total(fen: int, unknown: int = 0) -> Total:
    """A sum with that many amounts that are not known."""
    return Total(Money(fen), unknown)


@pytest.mark.parametrize(
    ("grouping", "key"),
    [
        (Grouping.UNIT, "x"),
        (Grouping.UNIT, "0"),
        (Grouping.UNIT, "²"),
        (Grouping.EVENT, "9" * 30),
        (Grouping.EVENT, "-1"),
        (Grouping.YEAR, "27x"),
        (Grouping.YEAR, "99999"),
        (Grouping.YEAR, "9999"),
        (Grouping.CATEGORY, ""),
    ],
)
def test_keys_that_name_no_group(grouping: Grouping, key: str) -> None:
    assert part_of(Scope(), grouping, key) is None


@pytest.mark.parametrize(
    ("approved", "spent", "share"),
    [(total(20000), 12345, Share(617)), (total(100), 250, Share(2500)), (total(0), 5, None), (total(100, 1), 5, None)],
)
def test_share_needs_an_exact_approved_sum(approved: Total, spent: int, share: Share | None) -> None:
    assert Figures(approved=approved, spent=total(spent)).share == share
