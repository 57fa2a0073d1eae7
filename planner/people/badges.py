"""What the badges and the sign-in sheets of helpers say."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelperBadge:
    """A badge to wear on site. No phone stands on it: strangers read badges."""

    name: str
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShiftHelper:
    """Somebody on the sheet of a shift; the caller masks the phone. `note` is what the organiser must know."""

    name: str
    unit: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShiftSheet:
    """The sheet of one shift: which post, when, where, how many are expected, and who."""

    post: str
    when: str
    place: str = ""
    needed: int = 0
    helpers: Sequence[ShiftHelper] = ()
    contact: str = ""
