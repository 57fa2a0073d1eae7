"""The pages of a long list: which one an address asks for, and which there are."""

from collections.abc import Iterable

from planner.numerals import read_number

# Without a count the last page isn't known; no list of ours reaches this one.
MOST_PAGES = 10_000
# Python refuses to read numbers of more than 4300 digits.
_MOST_DIGITS = 4000
# Where there are more, it is not counted how many.
MOST_COUNTED = 1000
# So much of what waits for somebody is listed; the rest moves up as they work.
MOST_WAITING = 200


class Count(int):
    """How many there are; with `is_more` there are more than that."""

    is_more: bool

    def __new__(cls, number: int, *, is_more: bool = False) -> "Count":
        count = super().__new__(cls, number)
        count.is_more = is_more
        return count

    @classmethod
    def capped(cls, number: int) -> "Count":
        """What was counted up to one more than `MOST_COUNTED`."""
        return cls(min(number, MOST_COUNTED), is_more=number > MOST_COUNTED)

    @classmethod
    def waiting(cls, found: int) -> "Count":
        """What was found waiting, of which no more than `MOST_WAITING` is listed."""
        return cls(min(found, MOST_WAITING), is_more=found > MOST_WAITING)

    @classmethod
    def sum(cls, counts: Iterable["Count"]) -> "Count":
        """All of them together."""
        parts = list(counts)
        is_more = any(part.is_more for part in parts)
        return cls(MOST_COUNTED if is_more else sum(parts), is_more=is_more)

    @property
    def label(self) -> str:
        """12, or 1000 以上."""
        return f"{int(self)} 以上" if self.is_more else str(int(self))

    @property
    def measure(self) -> str:
        """What stands between the number and its noun: 个, or 个以上."""
        return "个以上" if self.is_more else "个"


def count_pages(total: int, per_page: int) -> int:
    """How many pages a list of `total` has; an empty one has one."""
    return max(1, -(-total // per_page))


def read_page(text: str | None, last: int = MOST_PAGES) -> int:
    """The number of a page from 1 to `last`: the nearest one for numbers beyond, the first for any other text."""
    wanted = read_number(text, most_digits=_MOST_DIGITS)
    return 1 if wanted is None else min(max(wanted, 1), last)
