"""What the checks need to know about the event around a budget: plain data, nothing looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from budgets.policy import Policy
from budgets.topics import Topic


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """One group of people who take part; `count` None is not known yet."""

    name: str
    count: int | None = None
    is_child: bool = True


@dataclass(frozen=True, slots=True)
class EventFacts:
    """The facts of one event that its budget is held against. None and empty mean: not known, so not judged.

    `days` and `nights` may be left out where both dates are known. `provided` names what somebody else gives free.
    `quotes` counts the quotations kept for a line, `contracts` holds the keys of lines with a contract, `evidence`
    the names of the papers at hand (see `EVIDENCE`). `is_approved` says whether the plan was ever approved.
    """

    kind: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    days: int | None = None
    nights: int | None = None
    groups: tuple[HeadGroup, ...] = ()
    stated: int | None = None
    moving: bool = False
    free_sites: tuple[str, ...] = ()
    provided: frozenset[Topic] = frozenset()
    unit_name: str = ""
    tax_number: str = ""
    approved_on: date | None = None
    is_approved: bool | None = None
    approved_by: str = ""
    today: date | None = None
    quotes: Mapping[str, int] = field(default_factory=dict)
    contracts: frozenset[str] = frozenset()
    evidence: frozenset[str] | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def day_count(self) -> int | None:
        """Days of the event, first and last among them."""
        if self.days is not None or self.starts_on is None or self.ends_on is None:
            return self.days
        days = (self.ends_on - self.starts_on).days + 1
        return days if days > 0 else None

    @property
    def night_count(self) -> int | None:
        """Nights between the first and the last day."""
        if self.nights is not None or self.day_count is None:
            return self.nights
        return self.day_count - 1

    @property
    def counted(self) -> int | None:
        """All groups added up; None while no group is known or one of them has no count."""
        return _sum_of(self.groups)

    @property
    def children(self) -> int | None:
        """The groups of children added up, None while one of them has no count."""
        return _sum_of(tuple(group for group in self.groups if group.is_child))

    @property
    def people(self) -> int | None:
        """How many take part: as counted by groups, else as stated."""
        return self.stated if self.counted is None else self.counted


def _sum_of(groups: tuple[HeadGroup, ...]) -> int | None:
    counts = [group.count for group in groups if group.count is not None]
    return sum(counts) if counts and len(counts) == len(groups) else None
