"""What the checks need to know about the event around a budget: plain data, nothing looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from budgets.policy import Policy
from budgets.purchases import Purchase
from budgets.topics import Topic

# Kinds whose helpers go to where the children live: these neither ride nor sleep away nor are they insured for it.
_VISITS = frozenset(("spring_festival", "volunteer_teaching"))
_VISITED = re.compile("老人|长者|村民|居民|五保|低保|困难户|群众|老兵|老党员|军属|烈属|独居|孤寡|残疾人|患者|病人")
_NO_KIND = "blank"
# Of an event of no kind: what takes longer goes on day by day, from home.
_LONGEST_TRIP = 5
_AWAY = re.compile("营(?!销|养|业)|研学|研修|支教|三下乡|露宿|游学|旅行")
_AT_HOME = re.compile("走访|家访|入户|慰问|上门|送温暖|送[教课学法医书戏]|宣讲|义诊")


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """One group of people who take part; `count` None is not known yet."""

    name: str
    count: int | None = None
    is_child: bool = True

    @property
    def is_visited(self) -> bool:
        """Whether the others come to them."""
        return not self.is_child and bool(_VISITED.search(self.name))


@dataclass(frozen=True, slots=True)
class EventFacts:
    """The facts of one event that its budget is held against. None and empty mean: not known, so not judged.

    `days` and `nights` may be left out where both dates are known. `provided` names what somebody else gives free.
    `quotes` counts the quotations kept for a line, `contracts` holds the keys of lines with a contract, `evidence`
    the names of the papers at hand (see `EVIDENCE`), `purchases_elsewhere` what others bought of the same sellers.
    `is_approved` says whether the plan was ever approved.
    """

    kind: str = ""
    title: str = ""
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
    purchases_elsewhere: tuple[Purchase, ...] = ()
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
    def nights_away(self) -> int:
        """Nights that people sleep away from home, as far as the kind of the event and its title tell.

        A festival, a visit or a performance of two days sends them home in between; an event of no kind is away where
        its title says so, or where it sets out for a few days.
        """
        nights = self.night_count or 0
        if _AWAY.search(self.title):
            return nights
        if self.kind in self.policy.home_kinds or _AT_HOME.search(self.title):
            return 0
        is_trip = self.moving and nights <= _LONGEST_TRIP
        return nights if self.kind != _NO_KIND or is_trip else 0

    @property
    def goes_to_children(self) -> bool:
        """Whether the children stay where they are and the others come; to visit old people they come along."""
        if self.kind in _VISITS:
            return True
        return bool(_AT_HOME.search(self.title)) and not any(group.is_visited for group in self.groups)

    @property
    def counted(self) -> int | None:
        """All groups added up; None while no group is known or one of them has no count."""
        return _sum_of(self.groups)

    @property
    def children(self) -> int | None:
        """The groups of children added up, None while one of them has no count."""
        return _sum_of(tuple(group for group in self.groups if group.is_child))

    @property
    def recipients(self) -> tuple[str, int] | None:
        """Who is given what nobody is named for, in words, and how many: those visited, else the children."""
        visited = _sum_of(tuple(group for group in self.groups if group.is_visited))
        if visited and not self.goes_to_children:
            return "、".join(group.name for group in self.groups if group.is_visited), visited
        return ("儿童", self.children) if self.children else None

    @property
    def people(self) -> int | None:
        """How many take part: as counted by groups, else as stated."""
        return self.stated if self.counted is None else self.counted

    @property
    def travellers(self) -> int | None:
        """How many set out: all but those who are visited where they live."""
        at_home = [group for group in self.groups if group.is_visited or (group.is_child and self.goes_to_children)]
        if self.people is None or not at_home or len(at_home) == len(self.groups):
            return self.people
        return self.people - sum(group.count or 0 for group in at_home)


def _sum_of(groups: tuple[HeadGroup, ...]) -> int | None:
    counts = [group.count for group in groups if group.count is not None]
    return sum(counts) if counts and len(counts) == len(groups) else None
