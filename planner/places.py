"""Places: where in an event something stands, as findings, log entries and vouchers name it.

A place is a noun and, for one thing of it, a key: `budget`, `expenses/k3x…`, `facts/starts_on`, `settlement`.
"""

from typing import NamedTuple

# That the plan is approved: mended by handing it in.
APPROVAL = "approval"
# What rows of the accounts were once called; a place that was written down keeps working.
_FORMER_NOUNS = {"expense": "expenses", "advance": "advances", "donation": "donations"}


class Place(NamedTuple):
    """A noun and the key of one of it; without a key it is the whole list or page."""

    noun: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.noun}/{self.key}" if self.key else self.noun


def place_of(noun: str, key: str = "") -> str:
    """The place as it is written down."""
    return str(Place(noun, key))


def parse_place(where: str) -> Place:
    """The noun and the key of a place that was written down; the noun is "" for an empty text."""
    noun, _, key = where.partition("/")
    return Place(_FORMER_NOUNS.get(noun, noun), key)


def key_in(noun: str, where: str) -> str:
    """The key of a place of that noun; "" for a place of another one, or without a key."""
    place = parse_place(where)
    return place.key if place.noun == noun else ""
