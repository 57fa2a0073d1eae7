"""The pages of a long list: which one an address asks for, and which there are."""

from planner.numerals import read_number

# Without a count the last page isn't known; no list of ours reaches this one.
MOST_PAGES = 10_000
# Python refuses to read numbers of more than 4300 digits.
_MOST_DIGITS = 4000


def count_pages(total: int, per_page: int) -> int:
    """How many pages a list of `total` has; an empty one has one."""
    return max(1, -(-total // per_page))


def read_page(text: str | None, last: int = MOST_PAGES) -> int:
    """The number of a page from 1 to `last`: the nearest one for numbers beyond, the first for any other text."""
    wanted = read_number(text, most_digits=_MOST_DIGITS)
    return 1 if wanted is None else min(max(wanted, 1), last)
