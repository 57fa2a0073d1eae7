import pytest

from budgets import Money, Share


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (-1, 2000, "−0.1%"),
        (250, 100, "250.0%"),
        (10**20, 10**20 + 1, "100.0%"),
    ],
)
def test_share_is_rounded_to_a_tenth_without_a_float(part, whole, text):
    share = Share.of(Money(part), Money(whole))

    assert (share.format(), share.plain()) == (text, text.removesuffix("%"))


@pytest.mark.parametrize("whole", [0, -5])
def test_nothing_has_no_shares(whole):
    assert Share.of(Money(5), Money(whole)) is None


def test_share_within_ends_at_the_whole():
    assert [Share(tenths).within for tenths in (0, 999, 1000, 1001)] == [Share(0), Share(999), Share(1000), Share(1000)]
